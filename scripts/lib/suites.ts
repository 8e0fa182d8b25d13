import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { playwrightTally } from './playwright-tally.ts'
import { formatDuration, print } from './print.ts'
import { provideBrowser } from './provide-browser.ts'
import { root } from './root.ts'
import { runTool } from './run-tool.ts'
import { judgeSuite, type Tally } from './tally.ts'

export interface Suite {
  readonly name: string
  /** Milliseconds. */
  readonly limit: number
  /** Whether it starts the built programs. */
  readonly needsBuild: boolean
  readonly run: (limit: number) => Promise<Tally>
}

const minute = 60_000

function readReport<T>(file: string): T | null {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as T) : null
}

function freshReport(name: string): string {
  const file = join(root, '.cache/test', `${name}.json`)
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  return file
}

async function runVitest(project: string, limit: number): Promise<Tally> {
  const file = freshReport(project)
  const result = await runTool({
    command: 'vitest',
    args: ['run', '--project', project],
    env: { SWITCHYARD_TALLY: file },
    limit,
    stream: true,
  })
  if (result.timedOut) print(`${project}: ended after its ${formatDuration(limit)}`)
  return judgeSuite(result.code, readReport<Tally>(file))
}

async function runPlaywright(limit: number): Promise<Tally> {
  const file = freshReport('browser')
  const browser = await provideBrowser()
  if (browser === undefined) {
    print('browser: no Chromium could be found or installed; install one and name it in SWITCHYARD_CHROMIUM')
    return judgeSuite(1, null)
  }
  print(`browser: ${browser}`)
  const env = { SWITCHYARD_CHROMIUM: browser }
  const result = await runTool({ command: 'playwright', args: ['test'], env, limit, stream: true })
  if (result.timedOut) print(`browser: ended after its ${formatDuration(limit)}`)
  const report = readReport<Parameters<typeof playwrightTally>[0]>(file)
  return judgeSuite(result.code, report === null ? null : playwrightTally(report))
}

function vitestSuite(name: string, minutes: number, needsBuild: boolean): Suite {
  return { name, limit: minutes * minute, needsBuild, run: (limit) => runVitest(name, limit) }
}

export const suites: readonly Suite[] = [
  vitestSuite('unit', 6, false),
  vitestSuite('contract', 7, true),
  vitestSuite('crash', 7, true),
  { name: 'browser', limit: 9 * minute, needsBuild: true, run: runPlaywright },
]
