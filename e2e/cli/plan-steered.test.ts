import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fileMachine, testMachine } from './kit/machine.ts'
import { planFile, plansOn, states } from './kit/plan-run.ts'
import { isAlive } from './kit/processes.ts'
import { steps, write } from './kit/steps.ts'
import { until } from './kit/until.ts'

const waits = { run: 'while [ ! -e "$HOME/go" ]; do sleep 0.02; done' }
const timeout = 170_000

describe('a run as a whole', { timeout }, () => {
  it('is paused, and resumed', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve()
    const plans = plansOn(machine, repository)
    const tasks = ['one', 'two', 'three'].map((id) => ({ id, brief: steps(waits, write(`${id}.txt`, '')) }))
    const { run } = await plans.start({ limits: { parallel: 1 }, tasks }, '--approve')
    const stateOf = async (id: string) => (await plans.show(run)).tasks[id]?.state
    await until('one runs', async () => (await stateOf('one')) === 'running')
    expect(await machine.ok('run', 'pause', run)).toMatchObject({ state: 'paused' })
    writeFileSync(path.join(machine.home, 'go'), '')
    const paused = await plans.wait(run)
    expect(paused).toMatchObject({ code: 1, state: 'paused' })
    expect(states(paused).one).toBe('ready')
    expect(paused.tasks.two).toMatchObject({ state: 'queued', attempts: 0 })
    expect(paused.tasks.two?.reason).toMatch(/paused/)
    await machine.ok('run', 'resume', run)
    const done = await plans.wait(run)
    expect(states(done)).toEqual({ one: 'ready', two: 'ready', three: 'ready' })
  })

  it('is stopped with its work kept, and taken up again', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve()
    const plans = plansOn(machine, repository)
    const brief = (id: string) => steps(write(`${id}.txt`, ''), waits)
    const tasks = [
      { id: 'one', brief: brief('one') },
      { id: 'two', brief: brief('two'), after: ['one'] },
    ]
    const { run } = await plans.start({ tasks }, '--approve')
    await until('one runs', async () => (await plans.show(run)).tasks.one?.state === 'running')
    await machine.ok('run', 'stop', run)
    const stopped = await plans.wait(run)
    expect(stopped).toMatchObject({ code: 1, state: 'stopped' })
    expect(stopped.tasks.one).toMatchObject({ state: 'parked', reason: 'interrupted' })
    writeFileSync(path.join(machine.home, 'go'), '')
    await machine.ok('run', 'resume', run)
    const done = await plans.wait(run)
    expect(states(done).one).toBe('ready')
    await machine.ok('merge', done.tasks.one?.thread ?? '')
    expect(states(await plans.wait(run))).toEqual({ one: 'landed', two: 'ready' })
  })

  it('goes on after a freeze and a thaw', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve()
    const plans = plansOn(machine, repository)
    const tasks = ['one', 'two'].map((id) => ({ id, brief: steps(waits, write(`${id}.txt`, '')) }))
    const { run } = await plans.start({ tasks }, '--approve')
    await until('one runs', async () => (await plans.show(run)).tasks.one?.state === 'running')
    const { frozenSince } = await machine.ok<{ frozenSince: number | null }>('freeze')
    expect(frozenSince).toBeGreaterThan(0)
    writeFileSync(path.join(machine.home, 'go'), '')
    const frozen = await plans.wait(run)
    expect(frozen.code).toBe(1)
    expect(Object.values(states(frozen)).every((state) => state.startsWith('queued'))).toBe(true)
    await machine.ok('thaw')
    expect(states(await plans.wait(run))).toEqual({ one: 'ready', two: 'ready' })
  })

  it('survives the sudden end of its host, again and again', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const plans = plansOn(machine, repository)
    const short = { run: 'sleep 0.3' }
    const tasks = ['one', 'two', 'three', 'four'].map((id, at, all) => ({
      id,
      brief: steps(short, write(`${id}.txt`, '')),
      after: all.slice(Math.max(0, at - 1), at),
    }))
    const first = await machine.serve()
    const { run } = await plans.start({ gates: ['sleep 0.2; test -e a.txt'], tasks }, '--approve', '--auto-land')
    let host = first
    for (const id of ['one', 'two', 'three']) {
      // Each time at another place of the task's way: with its agent, at its gates, at its landing.
      const wanted = { one: 'running', two: 'verifying', three: 'landing' }[id]
      await until(`${id} is ${wanted}`, async () =>
        [wanted, 'landed'].includes((await plans.show(run)).tasks[id]?.state),
      )
      process.kill(host.pid, 'SIGKILL')
      await until('the host is gone', () => !isAlive(host.pid))
      host = await machine.serve()
    }
    const done = await plans.wait(run)
    expect(states(done)).toEqual({ one: 'landed', two: 'landed', three: 'landed', four: 'landed' })
    expect(done.code).toBe(0)
    // Nothing landed twice.
    expect(repository.git('log', '--format=%s', 'main').split('\n')).toHaveLength(5)
  })
})

describe('a bad plan', () => {
  // Nothing comes of any of them, so one host can refuse them all.
  const machine = fileMachine()
  const repository = machine.repository({ 'a.txt': 'one\n' })
  beforeAll(async () => {
    await machine.serve()
  })

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['goal: a\ntasks:\n  - id: one\n    brief: b\n    after: [two]\n', '5:13', /no task two/],
    [
      'goal: a\ntasks:\n  - {id: a, brief: b, after: [b]}\n  - {id: b, brief: b, after: [a]}\n',
      '3:31',
      /wait for each/,
    ],
    ['goal: a\ntasks:\n  - id: one\n    breif: b\n    brief: b\n', '4:5', /brief/],
    ['goal: a\neffort: standard\ntasks:\n  - id: one\n    brief: b\n', '4:5', /gate/],
    ['goal: a\nagent: nobody\ntasks:\n  - id: one\n    brief: b\n', '2:1', /nobody/],
    ['goal: [a\n', '2:1', /\S/],
    ['tasks:\n  - id: one\n    brief: b\n', '1:1', /goal/],
    ['goal: a\ntopology: swarm\ntasks: [{id: a, brief: b}]\n', '2:1', /queue/],
  ]

  it.each(bad)('is refused with its place and leaves nothing behind: %j', async (...[text, place, words]) => {
    const before = repository.state()
    const file = planFile(machine, {}, 'bad.yaml')
    writeFileSync(file, text)
    const args = ['plan', file, '--repo', repository.folder, '--approve', '--wait']
    const said = await machine.cli(args, { text: true })
    expect(said).toMatchObject({ code: 2, stdout: '' })
    const [line = ''] = said.stderr.split('\n')
    expect(line.startsWith(`${file}:${place}: `)).toBe(true)
    expect(line).toMatch(words)
    const json = await machine.cli(['plan', '-', '--repo', repository.folder], { input: text })
    expect(json).toMatchObject({ code: 2, stderr: '' })
    const { error } = JSON.parse(json.stdout) as { error: { code: string; facts: { problems: readonly object[] } } }
    expect(error.code).toBe('plan-invalid')
    const [row, column] = place.split(':').map(Number)
    expect(error.facts.problems[0]).toMatchObject({ line: row, column })
    expect(await machine.ok('threads')).toEqual({ threads: [] })
    expect(repository.state()).toEqual(before)
  })

  it('is refused where there is no file, no repository, or both a file and a goal', async () => {
    const missing = await machine.cli(['plan', 'missing.yaml', '--repo', repository.folder])
    expect(missing).toMatchObject({ code: 2, stdout: '' })
    expect(missing.stderr).toContain('missing.yaml')
    const file = planFile(machine, { tasks: [{ id: 'one', brief: 'true' }] })
    expect((await machine.cli(['plan', file, '--goal', 'x', '--repo', repository.folder])).code).toBe(2)
    expect((await machine.cli(['plan', '--repo', repository.folder])).code).toBe(2)
    expect((await machine.refused('plan', file, '--repo', machine.home)).code).toBe('not-a-repository')
    expect((await machine.refused('run', 'nothing')).code).toBe('run-unknown')
  })
})
