import { beforeAll, describe, expect, it } from 'vitest'
import { fileMachine } from './kit/machine.ts'
import { plansOn, states } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

const writes = (name: string) => steps(write(`${name}.txt`, `${name}\n`))
/** Does something at the first turn of a thread only; a turn that is sent again finds the mark. */
const once = (...first: readonly object[]) => [
  { if: { file: 'met', exists: false, steps: [write('met', ''), ...first] } },
  { delete: 'met' },
]
const timeout = 170_000

// Recovery pauses before it tries again: one host waits for all of them at once.
describe.concurrent('trouble in a plan', { timeout }, () => {
  const machine = fileMachine()
  beforeAll(async () => {
    await machine.serve('--pool', '8')
  })

  it('a gate that fails goes back to the agent, which mends it', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'mends')
    const brief = steps(write('work.txt', 'wrong\n'), { onTurn: { 2: [write('work.txt', 'right\n')] } })
    const plan = { gates: ['grep -q right work.txt'], tasks: [{ id: 'one', brief }] }
    const done = await plansOn(machine, repository).run(plan, '--auto-land')
    expect(states(done)).toEqual({ one: 'landed' })
    expect(done.tasks.one?.attempts).toBe(2)
    expect(repository.read('work.txt')).toBe('right\n')
  })

  it('a gate that can never pass ends with what was tried', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'never')
    const plan = { gates: ['echo "work is missing"; exit 3'], tasks: [{ id: 'one', brief: writes('one') }] }
    const before = repository.state()
    const done = await plansOn(machine, repository).run(plan, '--auto-land')
    expect(done.code).toBe(1)
    expect(states(done)).toEqual({ one: 'parked: gate-failed' })
    expect(done.tasks.one?.attempts).toBeGreaterThan(1)
    expect(done.tasks.one?.attempts).toBeLessThanOrEqual(9)
    expect(done.tasks.one?.message).toMatch(/\S+.*\.$/)
    expect(repository.state()).toEqual(before)
  })

  it('what comes after a parked task is parked with it, and returns when that is resolved', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'chain')
    const tasks = [
      { id: 'one', brief: writes('one'), gates: ['test -e good'] },
      { id: 'two', brief: writes('two'), after: ['one'], gates: ['true'] },
      { id: 'three', brief: writes('three'), after: ['two'], gates: ['true'] },
      { id: 'free', brief: writes('free'), gates: ['true'] },
    ]
    const plans = plansOn(machine, repository)
    const stuck = await plans.run({ tasks }, '--auto-land')
    expect(states(stuck)).toEqual({
      one: 'parked: gate-failed',
      two: 'parked: dependency',
      three: 'parked: dependency',
      free: 'landed',
    })
    expect(stuck.tasks.two?.message).toContain('one')
    await machine.ok('prompt', stuck.tasks.one?.thread ?? '', steps(write('good', '')))
    const done = await plans.wait(stuck.run)
    expect(states(done)).toEqual({ one: 'landed', two: 'landed', three: 'landed', free: 'landed' })
  })

  it('what is right alone and wrong together does not land', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'together')
    const gates = ['if test -e left.txt && test -e right.txt; then exit 1; fi']
    // Both are there before either lands.
    const both = { run: 'echo >> "$HOME/begun"; while [ $(wc -l < "$HOME/begun") -lt 2 ]; do sleep 0.02; done' }
    const tasks = ['left', 'right'].map((id) => ({ id, brief: steps(both, write(`${id}.txt`, '')) }))
    const done = await plansOn(machine, repository).run({ gates, tasks }, '--auto-land')
    expect(done.code).toBe(1)
    const ends = Object.values(states(done)).sort()
    expect(ends[0]).toBe('landed')
    expect(ends[1]).toMatch(/^parked: /)
    const landed = Object.values(done.tasks).find(({ state }) => state === 'landed')
    expect(repository.git('ls-tree', '--name-only', 'main').split('\n')).toEqual(['a.txt', `${landed?.id}.txt`])
  })

  it('a crash is sent again, in the same worktree', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'crash')
    const brief = steps(...once({ crash: 3 }), write('one.txt', 'one\n'))
    const done = await plansOn(machine, repository).run({ tasks: [{ id: 'one', brief }] }, '--auto-land')
    expect(states(done)).toEqual({ one: 'landed' })
    expect(done.tasks.one?.attempts).toBe(2)
    expect(repository.git('show', '--format=', '--name-only', 'HEAD')).toBe('one.txt')
  })

  it('what always crashes is parked after bounded tries', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'crashes')
    const done = await plansOn(machine, repository).run({ tasks: [{ id: 'one', brief: steps({ crash: 3 }) }] })
    expect(done.code).toBe(1)
    expect(states(done)).toEqual({ one: 'parked: crash' })
    expect(done.tasks.one?.attempts).toBeGreaterThanOrEqual(3)
    expect(done.tasks.one?.attempts).toBeLessThanOrEqual(9)
  })

  it('a rate limit is waited for until its reset', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'limited')
    const limit = { fail: { class: 'rateLimit', message: 'too many requests', retryAfterMs: 1500 } }
    const brief = steps(...once(limit), write('one.txt', 'one\n'))
    const done = await plansOn(machine, repository).run({ tasks: [{ id: 'one', brief }] }, '--auto-land')
    expect(states(done)).toEqual({ one: 'landed' })
    expect(done.tasks.one?.attempts).toBe(2)
  })

  it('an agent that can not be set up is parked, after it was tried again', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'broken')
    await machine.ok('settings', 'set', 'customAgents', '[{"id":"broken","name":"Broken","command":"/bin/false"}]')
    const plan = { tasks: [{ id: 'one', brief: 'Do it.', agent: 'broken' }] }
    const done = await plansOn(machine, repository).run(plan, '--auto-land')
    expect(done.code).toBe(1)
    expect(done.tasks.one?.state).toBe('parked')
    expect(['setup', 'agent', 'crash']).toContain(done.tasks.one?.reason)
    expect(done.tasks.one?.attempts).toBeGreaterThan(1)
  })
})
