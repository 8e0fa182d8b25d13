import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Proof } from '../../shared/domain/verification/state.ts'
import type { WorktreePlace } from '../ports/git.ts'
import { pidLives } from '../ports/testing/process.contract.ts'
import { type GateBench, openGateBench } from './testing/gate-bench.ts'

const lives = (pid: number) => pidLives((file) => readFileSync(file, 'latin1'), pid)
const pidIn = (file: string) => Number(readFileSync(file, 'utf8'))
const appears = (file: string) =>
  vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 10_000, interval: 20 })

function proven(proof: Proof | null): Proof {
  if (proof === null) throw new Error('it was stopped')
  return proof
}

describe('a gate', () => {
  let bench: GateBench
  let place: WorktreePlace
  const run = async (command: string, change = {}) => proven(await bench.run(place, command, change))
  const scratch = (name: string) => join(bench.fixture.sandbox, name)

  beforeEach(async () => {
    bench = await openGateBench({ files: { 'sub/b.txt': 'b\n' } })
    place = await bench.thread('t1')
  })
  afterEach(() => bench.close())

  it('that passes proves the tree it ran on', async () => {
    writeFileSync(join(place.folder, 'a.txt'), 'edited\n')
    const proof = await run('cat a.txt; echo warned >&2; echo 3 passed')
    const tree = await bench.fixture.port.worktreeTree(place)
    expect(proof).toMatchObject({ outcome: 'passed', exit: 0, flaky: false, excerpt: 'edited\nwarned\n3 passed' })
    expect([proof.tree, proof.treeAfter]).toEqual([tree.ok && tree.value, tree.ok && tree.value])
    expect(proof.results).toMatchObject({ format: 'summary', passed: 3, failed: 0 })
    const [row] = await bench.rows('t1')
    expect(row).toMatchObject({ entry: proof.log, kind: 'gate', text: 'edited\nwarned\n3 passed\n' })
    expect(row?.head).toMatchObject({ outcome: 'passed', exit: 0, round: 1, tree: proof.tree, flaky: false })
  })

  it('that fails is run twice on the same tree, and failed', async () => {
    const runs = scratch('runs')
    const proof = await run(`echo run >> ${runs}; echo wrong; exit 3`)
    expect(proof).toMatchObject({ outcome: 'failed', exit: 3, flaky: false, excerpt: 'wrong' })
    expect(readFileSync(runs, 'utf8')).toBe('run\nrun\n')
    const [row] = await bench.rows('t1')
    expect(row?.text).toBe('wrong\nFailed with exit code 3. Run again on the same files:\nwrong\n')
  })

  it('that fails once on the same tree is flaky, and passed', async () => {
    const once = scratch('once')
    const proof = await run(`test -e ${once} || { touch ${once}; echo at first; exit 1; }`)
    expect(proof).toMatchObject({ outcome: 'passed', exit: 0, flaky: true, excerpt: 'at first' })
  })

  it('that goes under with the helper that started it runs again, and is not called flaky', async () => {
    const once = scratch('once')
    const proof = await run(`test -e ${once} && exit 0; touch ${once}; kill -9 $PPID; sleep 300`)
    expect(proof).toMatchObject({ outcome: 'passed', exit: 0, flaky: false })
  })

  it('that goes under each time could not be run', async () => {
    expect(await run('kill -9 $PPID; sleep 300')).toMatchObject({ outcome: 'not-started', exit: null })
  })

  it('that changes files says nothing, whether it passes or not', async () => {
    expect(await run('echo formatted > a.txt')).toMatchObject({ outcome: 'voided', exit: 0 })
    const failing = await run('echo again >> a.txt; exit 1')
    expect(failing.outcome).toBe('voided')
    expect(failing.treeAfter).not.toBe(failing.tree)
    expect(readFileSync(join(place.folder, 'a.txt'), 'utf8')).toBe('formatted\nagain\n')
    expect(await run('mkdir -p ignored && date > ignored/cache')).toMatchObject({ outcome: 'passed' })
  })

  it('that takes too long is ended with all it started', async () => {
    const pid = scratch('pid')
    const proof = await run(`setsid sleep 300 & echo $! > ${pid}; echo begun; sleep 300`, { timeoutMs: 1000 })
    expect(proof).toMatchObject({ outcome: 'timed-out', exit: null, excerpt: expect.stringContaining('begun') })
    expect(proof.excerpt).toContain('Stopped by Switchyard after 1 seconds.')
    expect(lives(pidIn(pid))).toBe(false)
  })

  it('that says very much is kept by its beginning and its end', async () => {
    const program =
      'echo first; node -e \'const s = "x".repeat(99) + "\\n"; for (let i = 0; i < 2e5; i++) process.stdout.write(s)\'; echo last'
    const proof = await run(program.replace('node', `'${process.execPath}'`))
    expect(proof.outcome).toBe('passed')
    expect(proof.excerpt.length).toBeLessThanOrEqual(8000)
    expect(proof.excerpt.endsWith('last')).toBe(true)
    const [row] = await bench.rows('t1')
    expect(row?.text.length).toBeLessThanOrEqual(256 * 1024)
    expect([row?.text.startsWith('first\n'), row?.text.endsWith('last\n')]).toEqual([true, true])
    expect(row?.text).toMatch(/… \d{8} bytes left out …/)
  })

  it('that colours its output is shown without', async () => {
    const proof = await run(String.raw`printf '\033[31mred\033[0m \033]0;title\007plain\r\n10%%\r100%%\n'`)
    expect(proof.excerpt).toBe('red plain\n10%\n100%')
  })

  it('that leaves children behind ends with itself, and so do they', async () => {
    const pid = scratch('pid')
    const noisy = `(while :; do echo noise; sleep 0.05; done) & echo $! > ${pid}; setsid sleep 300 & exit 0`
    const proof = await run(noisy)
    expect(proof).toMatchObject({ outcome: 'passed', exit: 0 })
    expect(proof.durationMs).toBeLessThan(8000)
    expect(lives(pidIn(pid))).toBe(false)
  })

  it('that wants to read finds nothing to read', async () => {
    expect(await run('if read line; then exit 9; fi; cat; echo done')).toMatchObject({
      outcome: 'passed',
      excerpt: 'done',
    })
  })

  it('that does not exist fails with what the shell says', async () => {
    const proof = await run('no-such-program --all')
    expect(proof).toMatchObject({ outcome: 'failed', exit: 127, excerpt: expect.stringContaining('not found') })
  })

  it('gets named variables only, and runs in the project’s folder', async () => {
    const proof = await run('pwd; cat b.txt; env', { prefix: 'sub' })
    expect(proof.excerpt).toContain(`${place.folder}/sub\nb\n`)
    expect(proof.excerpt).toMatch(/^SWITCHYARD_THREAD=t1$/m)
    expect(proof.excerpt).toMatch(/^CI=1$/m)
    expect(proof.excerpt).not.toContain('secret')
  })

  it('that cannot be run in a folder that is gone was not started', async () => {
    expect(await run('true', { prefix: 'gone' })).toMatchObject({ outcome: 'not-started', exit: null })
    const nowhere = { ...place, folder: `${place.folder}-gone` }
    expect(await bench.run(nowhere, 'true')).toMatchObject({ outcome: 'not-started' })
  })

  it('writes reports that are read where git ignores them', async () => {
    const xml =
      '<testsuite><testcase name="adds"/><testcase classname="sum" name="half"><failure message="1 is not 2"/></testcase></testsuite>'
    const proof = await run(`mkdir -p ignored; echo '${xml}' > ignored/junit.xml; exit 1`)
    expect(proof.results).toEqual({
      format: 'junit',
      passed: 1,
      failed: 1,
      skipped: 0,
      failures: [{ name: 'sum half', message: '1 is not 2' }],
    })
    expect(proof.excerpt).toContain('FAILED sum half: 1 is not 2')
    expect((await run('echo 1 passed')).results).toMatchObject({ format: 'summary', passed: 1 })
  })

  it('is stopped within three seconds, with nothing left running', async () => {
    const [pid, abort] = [scratch('pid'), new AbortController()]
    const stubborn = `trap '' TERM; (trap '' TERM; exec sleep 300) & echo $! > ${pid}.part; mv ${pid}.part ${pid}; while :; do sleep 1; done`
    const running = bench.run(place, stubborn, { signal: abort.signal })
    await appears(pid)
    const begun = performance.now()
    abort.abort()
    expect(await running).toBeNull()
    expect(performance.now() - begun).toBeLessThan(3000)
    expect(lives(pidIn(pid))).toBe(false)
    expect((await bench.rows('t1'))[0]?.head).toMatchObject({ outcome: 'cancelled' })
  })

  it('waits for its turn beyond the limit, and says so', async () => {
    const places = [place, await bench.thread('t2'), await bench.thread('t3')]
    const go = scratch('go')
    const wait = `echo > ${scratch('begun')}-$SWITCHYARD_THREAD; while ! test -e ${go}; do sleep 0.05; done`
    const [first, second] = places.slice(0, 2).map((one) => bench.run(one, wait))
    await Promise.all([appears(`${scratch('begun')}-t1`), appears(`${scratch('begun')}-t2`)])
    const third = bench.run(places[2] ?? place, `test -e ${go}`)
    const head = async () => (await bench.rows('t3'))[0]?.head.outcome
    await vi.waitFor(async () => expect(await head()).toBe('waiting'), { timeout: 5000 })
    writeFileSync(go, '')
    const proofs = await Promise.all([first, second, third])
    expect(proofs.map((proof) => proof?.outcome)).toEqual(['passed', 'passed', 'passed'])
  })
})

describe('a submitted test', () => {
  it('runs in a scratch copy of the commit, and nowhere else', async () => {
    const bench = await openGateBench()
    const place = await bench.thread('t1')
    const commit = place.base ?? ''
    const test = { thread: 't1' as never, round: 1, repository: place.repository, commit, prefix: '' }
    const submit = (entry: string, content: string, path = 'test/new.sh') =>
      bench.gates.tryTest({ ...test, entry, path, content, command: 'sh test/new.sh' })
    const passing = await submit('one', 'grep -q a a.txt')
    expect(passing).toMatchObject({ ok: true, value: { outcome: 'passed', log: 'one' } })
    const failing = await submit('two', 'echo expected b; grep -q b a.txt')
    expect(failing).toMatchObject({ ok: true, value: { outcome: 'failed', excerpt: 'expected b' } })
    expect(await submit('three', '', '../outside')).toMatchObject({ error: { code: 'path-refused' } })
    expect(existsSync(join(place.folder, 'test'))).toBe(false)
    const both = await Promise.all([submit('four', 'sleep 0.2'), submit('five', 'exit 1')])
    expect(both.map((result) => result.ok && result.value.outcome)).toEqual(['passed', 'failed'])
    expect(readdirSync(join(bench.fixture.sandbox, 'roots'))).toEqual([])
    await bench.close()
  })
})
