import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import type { ToolGrant } from '../../ports/tools.ts'
import { programs } from '../../shells/compose/programs.ts'
import { systemClock } from '../clock/system-clock.ts'
import { serveTools } from './serve-tools.ts'
import { exemplaryBench } from './testing/exemplary-bench.ts'
import { openRelay } from './testing/relay.ts'

/** The protocol's own suite, every scenario that it has for servers; those that can't pass, by why. */
const notOffered = {
  'it answers with text, and with nothing else': [
    'tools-call-image',
    'tools-call-audio',
    'tools-call-embedded-resource',
    'tools-call-mixed-content',
  ],
  'it keeps nothing between requests, so it neither sends nor asks anything meanwhile': [
    'logging-set-level',
    'tools-call-with-logging',
    'tools-call-with-progress',
    'tools-call-sampling',
    'tools-call-elicitation',
    'elicitation-sep1034-defaults',
    'elicitation-sep1330-enums',
  ],
  'it has tools only': [
    'completion-complete',
    'resources-list',
    'resources-read-text',
    'resources-read-binary',
    'resources-templates-read',
    'resources-subscribe',
    'resources-unsubscribe',
    'prompts-list',
    'prompts-get-simple',
    'prompts-get-with-args',
    'prompts-get-embedded-resource',
    'prompts-get-with-image',
  ],
}

const passing = [
  'server-initialize',
  'ping',
  'tools-list',
  'tools-call-simple-text',
  'tools-call-error',
  'json-schema-2020-12',
  'server-sse-multiple-streams',
  'dns-rebinding-protection',
]

let scope: Scope
let folder: string
let grant: ToolGrant
let problems: string[]

beforeEach(async () => {
  scope = new Scope()
  problems = []
  folder = scope.own(mkdtempSync(path.join(tmpdir(), 'sy-conformance-')), (made) => rmSync(made, { recursive: true }))
  const problem = (message: string, error: unknown) => void problems.push(`${message}: ${String(error)}`)
  const served = await serveTools({
    bench: exemplaryBench,
    name: 'switchyard',
    version: '1',
    clock: systemClock,
    problem,
  })
  if (!served.ok) throw new Error(served.error.message)
  grant = scope.own(served.value, (opened) => opened.close()).grant('one' as ThreadId)
})

afterEach(async () => {
  await scope.close()
  expect(problems).toEqual([])
})

interface Ran {
  readonly code: number
  readonly out: string
}

function run(entry: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Ran> {
  const file = path.resolve('node_modules/@modelcontextprotocol', entry)
  const env = { PATH: path.dirname(programs.node), HOME: folder, NO_COLOR: '1', ...more }
  return new Promise((resolve) => {
    // The inspector looks for its own manifest from where it is started.
    execFile(
      programs.node,
      [file, ...args],
      { env, cwd: path.dirname(file), timeout: 30_000 },
      (error, out, problem) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), out: `${out}${error === null ? '' : problem}` })
      },
    )
  })
}

describe('the protocol’s own suite', () => {
  it('passes through a relay in every scenario that applies', async () => {
    const url = await openRelay(grant, grant.token, scope)
    const baseline = path.join(folder, 'not-offered.yaml')
    const names = Object.values(notOffered).flat()
    writeFileSync(baseline, ['server:', ...names.map((name) => `  - ${name}`), ''].join('\n'))
    const args = ['server', '--url', url, '--suite', 'all', '--output-dir', folder, '--expected-failures', baseline]
    const { code, out } = await run('conformance/dist/index.js', args)
    // It fails for a scenario that fails without being named above, and for one that is named and passes.
    expect(code, out).toBe(0)
    const passed = [...out.matchAll(/^✓ ([\w-]+): [1-9]\d* passed, 0 failed$/gm)].map(([, name]) => name)
    expect(passed).toEqual(expect.arrayContaining(passing))
  })
})

describe.each(['http', 'relay', 'bridge'] as const)('the inspector, over %s', (way) => {
  async function inspect(method: string, ...args: readonly string[]) {
    const build = 'inspector-cli/build/index.js'
    if (way === 'bridge') {
      const access = { SWITCHYARD_TOOLS_URL: grant.url, SWITCHYARD_TOOLS_TOKEN: grant.token }
      return run(build, [programs.node, programs.toolsBridge, '--method', method, ...args], access)
    }
    const url = way === 'http' ? grant.url : await openRelay(grant, null, scope)
    const header = ['--header', `Authorization: Bearer ${grant.token}`]
    return run(build, [url, '--transport', 'http', '--method', method, ...args, ...header])
  }

  it('lists the tools and calls one', async () => {
    const [listed, called] = await Promise.all([
      inspect('tools/list'),
      inspect('tools/call', '--tool-name', 'echo', '--tool-arg', 'text=a b'),
    ])
    const { tools } = JSON.parse(listed.out) as { readonly tools: readonly { readonly name: string }[] }
    expect(tools.map(({ name }) => name)).toEqual(exemplaryBench.list('one' as ThreadId).map(({ name }) => name))
    expect(JSON.parse(called.out)).toEqual({
      isError: false,
      content: [
        { type: 'text', text: '{"text":"a b"}' },
        { type: 'text', text: 'A message waited.' },
      ],
    })
  })
})
