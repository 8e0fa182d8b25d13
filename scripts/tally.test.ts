import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { playwrightTally } from './lib/playwright-tally.ts'
import { root } from './lib/root.ts'
import { addTallies, judgeSuite, noTests, summaryLine, type Tally } from './lib/tally.ts'

const good: Tally = { passed: 3, failed: 0, skipped: [{ name: 'a', reason: 'no display' }] }

describe('judging a suite', () => {
  it.each([
    { name: 'that passed', code: 0, reported: good, failed: 0 },
    { name: 'that reported nothing', code: 0, reported: null, failed: 1 },
    { name: 'that ran no test', code: 0, reported: { ...good, passed: 0 }, failed: 1 },
    { name: 'that ended badly though every test passed', code: 1, reported: good, failed: 1 },
    { name: 'with failed tests', code: 1, reported: { ...good, failed: 2 }, failed: 2 },
  ])('$name', ({ code, reported, failed }) => {
    expect(judgeSuite(code, reported).failed).toBe(failed)
  })
})

describe('the last line', () => {
  it('sums the suites and names skipped tests only when there are any', () => {
    expect(summaryLine(addTallies([good, { ...noTests, failed: 2 }, good]))).toBe('6 passed, 2 failed, 2 skipped')
    expect(summaryLine({ ...good, skipped: [] })).toBe('3 passed, 0 failed')
  })
})

describe('the counts of a browser run', () => {
  it('take flaky tests and stray errors as failures', () => {
    const test = { status: 'skipped', annotations: [{ type: 'skip', description: 'no audio' }] }
    const suite = { suites: [{ specs: [{ file: 'a.spec.ts', title: 'plays', tests: [test] }] }], specs: [] }
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 1 }
    const report = { stats, errors: [{}], suites: [suite] } as unknown as Parameters<typeof playwrightTally>[0]
    const skipped = [{ name: 'a.spec.ts > plays', reason: 'no audio' }]
    expect(playwrightTally(report)).toEqual({ passed: 4, failed: 3, skipped })
  })
})

describe('the counts of a unit run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'switchyard-tally-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('hold passed, failed and skipped tests with reasons, and files that do not load', () => {
    const file = join(folder, 'tally.json')
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
    writeFileSync(join(folder, 'broken.test.ts'), "throw new Error('while loading')\n")
    writeFileSync(
      join(folder, 'some.test.ts'),
      `import { expect, it } from 'vitest'
       it('passes', () => expect(1).toBe(1))
       it('fails', () => expect(1).toBe(2))
       it('is skipped', (context) => context.skip(true, 'no network'))`,
    )
    writeFileSync(
      join(folder, 'vitest.config.ts'),
      `import { TallyReporter } from '${root}/scripts/lib/tally-reporter.ts'
       export default { test: { reporters: [new TallyReporter('${file}')] } }`,
    )
    const program = join(root, 'node_modules/vitest/vitest.mjs')
    const env = { PATH: process.env.PATH ?? '', HOME: folder }
    const run = spawnSync(process.execPath, [program, 'run'], { cwd: folder, env, encoding: 'utf8' })
    expect(run.status).toBe(1)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      passed: 1,
      failed: 2,
      skipped: [{ name: 'some.test.ts > is skipped', reason: 'no network' }],
    })
  })
})
