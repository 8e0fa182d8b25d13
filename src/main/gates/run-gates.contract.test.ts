import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { pidLives } from '../ports/testing/process.contract.ts'
import { GateHost } from './testing/gate-host.ts'

const lives = (pid: number) => pidLives((file) => readFileSync(file, 'latin1'), pid)
const appears = (file: string) =>
  vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 10_000, interval: 20 })
const project = (...gates: readonly string[]) => ({
  '.switchyard/project.yaml': `gates:\n${gates.map((gate) => `  - ${JSON.stringify(gate)}\n`).join('')}`,
})

describe('the gates of a thread', () => {
  let host: GateHost

  const open = async (files: Readonly<Record<string, string>>) => {
    host = new GateHost(files)
    await host.start()
  }
  afterEach(() => host.close())

  it('come from the project’s file, run on what a turn left, and make it ready', async () => {
    await open(project('grep -q edited a.txt', 'echo 2 passed'))
    host.turns.push({ 'a.txt': 'edited\n' })
    expect(await host.dispatch('t1')).toMatchObject({ ok: true })
    const thread = await host.thread('t1', ({ state }) => state.kind === 'ready')
    const verification = await host.verification('t1', ({ state }) => state.kind === 'passed')
    expect(verification.proofs.map(({ command, outcome }) => [command, outcome])).toEqual([
      ['grep -q edited a.txt', 'passed'],
      ['echo 2 passed', 'passed'],
    ])
    expect(verification.provenTrees).toEqual([thread.checkpoint?.tree])
    expect(verification.proofs[0]?.tree).toBe(thread.checkpoint?.tree)
    const rows = await host.gateRows('t1')
    expect(rows.map(({ entry }) => entry)).toEqual(verification.proofs.map(({ log }) => log))
    expect(host.problems).toEqual([])
  })

  it('end with the first that fails', async () => {
    await open(project('echo broken; exit 1', 'echo never'))
    host.turns.push({ 'a.txt': 'edited\n' })
    await host.dispatch('t1')
    const { proofs } = await host.verification('t1', ({ failures }) => failures > 0)
    expect(proofs).toMatchObject([{ outcome: 'failed', exit: 1, excerpt: 'broken' }])
  })

  it('that change files are run once more on what they left', async () => {
    await open(project('cp a.txt formatted.txt; cp formatted.txt b.txt'))
    host.turns.push({ 'a.txt': 'edited\n' })
    await host.dispatch('t1')
    const thread = await host.thread('t1', ({ state }) => state.kind === 'ready')
    const { provenTrees } = await host.verification('t1', ({ state }) => state.kind === 'passed')
    expect(provenTrees).toEqual([thread.checkpoint?.tree])
    expect(thread.checkpoint?.files).toBe(3)
    expect((await host.gateRows('t1')).map(({ head }) => head.outcome)).toEqual(['voided', 'passed'])
  })

  it('stop at once for a prompt, and nothing of them is left running', async () => {
    await open({})
    const pid = host.file('pid')
    host.turns.push({ 'a.txt': 'edited\n' }, { 'a.txt': 'quick\n' })
    const gate = `grep -q quick a.txt || { (trap '' TERM; exec sleep 300) & echo $! > ${pid}.part; mv ${pid}.part ${pid}; sleep 300; }`
    await host.dispatch('t1', { gates: [gate] })
    await appears(pid)
    const begun = performance.now()
    const blocks = [{ kind: 'text', text: 'Go on', origin: 'person' }]
    const payload = { thread: 't1', prompt: 'm2', fresh: 't1b', blocks }
    expect(await host.send({ type: 'thread.prompt', payload } as never)).toMatchObject({ ok: true })
    await vi.waitFor(() => expect(lives(Number(readFileSync(pid, 'utf8')))).toBe(false), {
      timeout: 3000,
      interval: 20,
    })
    expect(performance.now() - begun).toBeLessThan(3000)
    await host.thread('t1', ({ state }) => state.kind === 'ready')
    expect((await host.gateRows('t1')).map(({ head }) => head.outcome)).toEqual(['cancelled', 'passed'])
  })

  it.each(['kill', 'end'] as const)('run again after the %s of their host, and no entry runs for ever', async (how) => {
    await open({})
    const [begun, go] = [host.file('begun'), host.file('go')]
    host.turns.push({ 'a.txt': 'edited\n' })
    await host.dispatch('t1', { gates: ['echo one', `echo x >> ${begun}; while ! test -e ${go}; do sleep 0.05; done`] })
    await appears(begun)
    await host[how]()
    await host.start()
    await vi.waitFor(() => expect(readFileSync(begun, 'utf8')).toBe('x\nx\n'), { timeout: 10_000, interval: 20 })
    writeFileSync(go, '')
    await host.thread('t1', ({ state }) => state.kind === 'ready')
    const outcomes = (await host.gateRows('t1')).map(({ head }) => head.outcome)
    expect(outcomes.filter((outcome) => outcome === 'running' || outcome === 'waiting')).toEqual([])
    expect(outcomes.at(-1)).toBe('passed')
  })

  it('are refused with the place where the project’s file is malformed', async () => {
    await open({ '.switchyard/project.yaml': 'gates:\n  - 7\n' })
    expect(await host.dispatch('t1')).toMatchObject({
      ok: false,
      error: { code: 'project-file', facts: { path: '.switchyard/project.yaml', line: 2, column: 5 } },
    })
  })

  describe('at a landing', () => {
    const both = 'test "$(cat a.txt) $(cat b.txt)" != "A B"'
    const tip = () => host.repository.git('rev-parse', 'main')
    const landed = (id: string) => host.thread(id, ({ state }) => state.kind === 'landed')
    const refused = (landing: string) =>
      host.engine.when((model) => {
        const found = model.landing.get(landing)
        return found?.state.kind === 'refused' ? found.state.failure : undefined
      })

    it('run on the merged work first, and refuse what fails together', async () => {
      await open({ ...project(both), 'b.txt': 'b\n' })
      for (const [id, files] of [
        ['t1', { 'a.txt': 'A\n' }],
        ['t2', { 'b.txt': 'B\n' }],
        ['t3', { 'c.txt': 'C\n' }],
      ] as const) {
        host.turns.push(files)
        await host.dispatch(id)
        await host.thread(id, ({ state }) => state.kind === 'ready')
      }
      await host.land('t1', 'l1')
      await landed('t1')
      expect(host.engine.model.landing.get('l1')?.checks).toBeUndefined()
      const before = tip()
      await host.land('t2', 'l2')
      expect(await refused('l2')).toMatchObject({ code: 'gates-failed-merged' })
      expect(tip()).toBe(before)
      expect(host.repository.git('status', '--porcelain')).toBe('')
      await host.land('t3', 'l3')
      await landed('t3')
      expect(host.engine.model.landing.get('l3')?.checks).toMatchObject({ tries: 1, proofs: [{ outcome: 'passed' }] })
      expect(host.repository.git('show', 'main:c.txt')).toBe('C')
      expect(existsSync(host.file('roots/prove-l3'))).toBe(false)
      expect(host.problems).toEqual([])
    }, 90_000)
  })
})
