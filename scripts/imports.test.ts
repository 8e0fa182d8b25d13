import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from './lib/root.ts'

interface Violation {
  readonly from: string
  readonly rule: { readonly name: string }
}

type Breach = readonly [rule: string, from: string, to: string]

const config = join(root, '.dependency-cruiser.cjs')

/** Each breach is one file `from` that imports `to`. */
const breaches: readonly Breach[] = [
  ['no-cycles', 'src/shared/kernel/first.ts', 'src/shared/kernel/second.ts'],
  ['resolvable', 'src/main/engine/nowhere.ts', 'src/main/engine/missing.ts'],
  ['no-undeclared-package', 'src/main/engine/undeclared.ts', 'undeclared'],
  ['product-not-testing', 'src/main/engine/tester.ts', 'src/main/ports/testing/fake.ts'],
  ['product-not-testing', 'src/main/engine/test-of-test.ts', 'src/main/engine/some.test.ts'],
  ['product-not-outside', 'src/main/engine/outside.ts', 'bench/harness.ts'],
  ['shared-is-a-leaf', 'src/shared/contract/host.ts', 'src/main/ports/port.ts'],
  ['shared-is-a-leaf', 'src/shared/contract/view.ts', 'src/renderer/lib/pure.ts'],
  ['shared-packages', 'src/shared/contract/package.ts', 'react'],
  ['contract-packages', 'src/shared/domain/wire.ts', '@orpc/contract'],
  ['shared-without-node', 'src/shared/kernel/node.ts', 'node:path'],
  ['kernel-is-lowest', 'src/shared/kernel/upward.ts', 'src/shared/domain/model.ts'],
  ['domain-over-kernel', 'src/shared/domain/wide.ts', 'src/shared/transcript/entry.ts'],
  ['settings-over-kernel', 'src/shared/settings/wide.ts', 'src/shared/domain/model.ts'],
  ['transcript-over-kernel', 'src/shared/transcript/wide.ts', 'src/shared/domain/model.ts'],
  ['ports-to-shared', 'src/main/ports/engine.ts', 'src/main/engine/queue.ts'],
  ['ports-without-node', 'src/main/ports/node.ts', 'node:fs'],
  ['ports-without-node', 'src/main/ports/package.ts', 'zod'],
  ['engine-to-ports', 'src/main/engine/adapter.ts', 'src/main/adapters/git/status.ts'],
  ['adapters-to-ports', 'src/main/adapters/git/engine.ts', 'src/main/engine/queue.ts'],
  ['adapters-apart', 'src/main/adapters/git/store.ts', 'src/main/adapters/store-sqlite/open.ts'],
  ['capabilities-to-engine', 'src/main/landing/adapter.ts', 'src/main/adapters/git/status.ts'],
  ['capabilities-to-engine', 'src/main/landing/sideways.ts', 'src/main/worktrees/create.ts'],
  ['capabilities-to-engine', 'src/main/novelty/shell.ts', 'src/main/shells/cli/main.ts'],
  ['gateway-to-engine', 'src/main/gateway/capability.ts', 'src/main/worktrees/create.ts'],
  ['main-not-renderer', 'src/main/shells/window.ts', 'src/renderer/lib/pure.ts'],
  ['agent-protocol-at-home', 'src/main/engine/protocol.ts', '@agentclientprotocol/sdk'],
  ['git-library-at-home', 'src/main/adapters/agents/git.ts', 'isomorphic-git'],
  ['command-line-library-at-home', 'src/main/shells/headless/args.ts', 'commander'],
  ['terminal-library-at-home', 'src/main/adapters/pty/pty-port.ts', '@lydell/node-pty'],
  ['electron-at-home', 'src/main/shells/compose/window.ts', 'electron'],
  ['main-without-view', 'src/main/shells/cli/view.ts', 'react'],
  ['renderer-to-shared', 'src/renderer/client/host.ts', 'src/main/engine/queue.ts'],
  ['renderer-without-node', 'src/renderer/client/node.ts', 'node:fs'],
  ['features-apart', 'src/renderer/features/board/review.ts', 'src/renderer/features/review/door.ts'],
  ['features-not-app', 'src/renderer/features/board/app.ts', 'src/renderer/app/frame.ts'],
  ['client-below-features', 'src/renderer/client/feature.ts', 'src/renderer/features/review/door.ts'],
  ['ui-to-lib', 'src/renderer/ui/client.ts', 'src/renderer/client/replica.ts'],
  ['lib-is-lowest', 'src/renderer/lib/client.ts', 'src/renderer/client/replica.ts'],
]

/** What the directions allow; none of these may be reported. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ['src/shared/domain/model.ts', 'src/shared/kernel/result.ts'],
  ['src/shared/contract/define.ts', 'src/shared/domain/model.ts'],
  ['src/shared/contract/channel.ts', '@orpc/contract'],
  ['src/shared/transcript/entry.ts', 'zod'],
  ['src/shared/settings/shape.ts', 'zod'],
  ['src/shared/contract/settings.ts', 'src/shared/settings/shape.ts'],
  ['src/main/ports/port.ts', 'src/shared/kernel/result.ts'],
  ['src/main/ports/process.ts', 'node:stream'],
  ['src/main/engine/queue.ts', 'src/main/ports/port.ts'],
  ['src/main/adapters/git/status.ts', 'src/main/ports/port.ts'],
  ['src/main/adapters/store-sqlite/open.ts', 'node:fs'],
  ['src/main/adapters/agents/acp.ts', '@agentclientprotocol/sdk'],
  ['src/main/adapters/git/read.ts', 'isomorphic-git'],
  ['src/main/shells/cli/program.ts', 'commander'],
  ['src/main/adapters/pty/hosted-pty.ts', '@lydell/node-pty'],
  ['src/main/shells/electron/menu.ts', 'electron'],
  ['src/main/worktrees/create.ts', 'src/main/engine/queue.ts'],
  ['src/main/worktrees/pool.ts', 'src/main/worktrees/create.ts'],
  ['src/main/gateway/serve.ts', 'src/main/engine/queue.ts'],
  ['src/main/shells/cli/main.ts', 'src/main/adapters/git/status.ts'],
  ['src/main/engine/some.test.ts', 'src/main/ports/testing/fake.ts'],
  ['src/renderer/client/replica.ts', 'src/shared/contract/define.ts'],
  ['src/renderer/features/review/door.ts', 'src/renderer/ui/button.ts'],
  ['src/renderer/ui/button.ts', 'src/renderer/lib/pure.ts'],
  ['src/renderer/app/frame.ts', 'src/renderer/features/review/door.ts'],
]

const closesTheCycle = ['src/shared/kernel/second.ts', 'src/shared/kernel/first.ts'] as const
const lonely = ['src/shared/kernel/result.ts', 'src/main/ports/testing/fake.ts', 'src/renderer/lib/pure.ts']
const declared = [
  'react',
  'zod',
  '@orpc/contract',
  '@agentclientprotocol/sdk',
  'isomorphic-git',
  'commander',
  'electron',
  '@lydell/node-pty',
]

function importLine(from: string, to: string): string {
  const address = to.includes('/') && to.endsWith('.ts') ? `${'../'.repeat(from.split('/').length - 1)}${to}` : to
  return `import type { Something } from '${address}'\nexport type Another = Something\n`
}

function plant(folder: string): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const name of [...declared, 'undeclared']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'module.exports = {}\n')
  }
  const dependencies = Object.fromEntries(declared.map((name) => [name, '1.0.0']))
  write('package.json', JSON.stringify({ name: 'fixture', dependencies }))
  for (const path of [...lonely, 'bench/harness.ts']) write(path, 'export type Something = string\n')
  for (const [from, to] of [...allowed, closesTheCycle]) write(from, importLine(from, to))
  for (const [, from, to] of breaches) write(from, importLine(from, to))
}

function cruise(folder: string): readonly Violation[] {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [program, '--config', config, '--output-type', 'json', '--no-cache', '--no-progress', 'src']
  const output = execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 26 })
  return JSON.parse(output).summary.violations
}

describe('the rules for imports', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-imports-'))
  let violations: readonly Violation[] = []
  beforeAll(() => {
    plant(folder)
    violations = cruise(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it.each(breaches)('%s finds %s importing %s', (rule, from) => {
    expect(violations.filter((one) => one.from === from).map((one) => one.rule.name)).toContain(rule)
  })

  it.each(allowed)('lets %s import %s', (from) => {
    expect(violations.filter((one) => one.from === from).map((one) => one.rule.name)).toEqual([])
  })

  it('has a planted breach for every rule', () => {
    const rules: { readonly forbidden: readonly { readonly name: string }[] } = createRequire(import.meta.url)(config)
    expect(rules.forbidden.map((rule) => rule.name).sort()).toEqual([...new Set(breaches.map(([rule]) => rule))].sort())
  })
})
