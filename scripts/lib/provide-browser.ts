import { existsSync } from 'node:fs'
import { findBrowser } from './find-browser.ts'
import { print } from './print.ts'
import { runTool } from './run-tool.ts'

interface Source {
  readonly what: string
  readonly available: () => boolean
  readonly commands: readonly (readonly [command: string, ...args: string[]])[]
}

const sources: readonly Source[] = [
  {
    what: 'the Debian package',
    available: () => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get'),
    commands: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    ],
  },
  {
    what: "Playwright's own download",
    available: () => true,
    commands: [['playwright', 'install', 'chromium']],
  },
]

async function runAll(commands: Source['commands']): Promise<boolean> {
  for (const [command, ...args] of commands) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' }
    const result = await runTool({ command, args, env, limit: 240_000 })
    if (result.code !== 0) {
      print(result.output.trimEnd().split('\n').slice(-5).join('\n'))
      return false
    }
  }
  return true
}

/** The path of a Chromium, installed first where there is none; undefined when every way failed, each said on output. */
export async function provideBrowser(): Promise<string | undefined> {
  const existing = findBrowser(process.env)
  if (existing !== undefined) return existing
  for (const source of sources.filter((one) => one.available())) {
    print(`no Chromium found, installing it: ${source.what}`)
    const installed = (await runAll(source.commands)) ? findBrowser(process.env) : undefined
    if (installed !== undefined) return installed
  }
  return undefined
}
