import { beforeAll, describe, expect, it } from 'vitest'
import { fileMachine } from './kit/machine.ts'
import { plansOn, states } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

const writes = (name: string) => steps(write(`${name}.txt`, `${name}\n`))
const patience = 170_000

// Each on a repository of its own, and all on one host.
describe('a plan', { timeout: patience }, () => {
  const machine = fileMachine()
  beforeAll(async () => {
    await machine.serve('--pool', '8')
  })

  it('does one task after the other, and lands what met its effort', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'one by one')
    const tasks = [
      { id: 'one', brief: writes('one') },
      { id: 'two', brief: steps({ run: 'cat one.txt > two.txt' }), after: ['one'] },
    ]
    const done = await plansOn(machine, repository).run({ tasks }, '--auto-land')
    expect(done.code).toBe(0)
    expect(done.tasks.one).toMatchObject({ state: 'landed', attempts: 1, reason: null })
    expect(states(done)).toEqual({ one: 'landed', two: 'landed' })
    expect(repository.read('two.txt')).toBe('one\n')
    expect(repository.git('log', '--format=%s', '--reverse').split('\n')).toHaveLength(3)
    const { stdout } = await machine.cli(['run', done.run], { text: true })
    expect(stdout).toMatch(/^Run \w+: done\none {3}landed +1 attempt +\w+\ntwo {3}landed/)
  })

  it('waits for a person where tasks do not land by themselves, and says what waits for what', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'by hand')
    const tasks = [
      { id: 'one', brief: writes('one') },
      { id: 'two', brief: writes('two'), after: ['one'] },
    ]
    const plans = plansOn(machine, repository)
    const draft = await plans.start({ tasks })
    expect(draft).toMatchObject({ code: 0, state: 'draft' })
    expect(draft.tasks.one).toMatchObject({ state: 'queued', thread: null, attempts: 0 })
    expect((await machine.cli(['run', 'approve', draft.run])).code).toBe(0)
    const rested = await plans.wait(draft.run)
    expect(rested.code).toBe(1)
    expect(rested.tasks.one).toMatchObject({ state: 'ready' })
    expect(rested.tasks.two).toMatchObject({ state: 'queued', thread: null })
    expect(rested.tasks.two?.reason).toMatch(/one.*not landed.*review/)
    await machine.ok('merge', rested.tasks.one?.thread ?? '')
    const further = await plans.wait(draft.run)
    expect(states(further)).toEqual({ one: 'landed', two: 'ready' })
    expect(further.code).toBe(0)
  })

  it('joins what parts: a diamond', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'diamond')
    const tasks = [
      { id: 'top', brief: writes('top') },
      { id: 'left', brief: steps({ run: 'cat top.txt > left.txt' }), after: ['top'] },
      { id: 'right', brief: steps({ run: 'cat top.txt > right.txt' }), after: ['top'] },
      { id: 'end', brief: steps({ run: 'cat left.txt right.txt > end.txt' }), after: ['left', 'right'] },
    ]
    const done = await plansOn(machine, repository).run({ tasks }, '--auto-land')
    expect(states(done)).toEqual({ top: 'landed', left: 'landed', right: 'landed', end: 'landed' })
    expect(repository.read('end.txt')).toBe('top\ntop\n')
  })

  it('stacks tasks on proven work that has not landed', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'stacked')
    const tasks = [
      { id: 'one', brief: writes('one') },
      { id: 'other', brief: writes('other') },
      { id: 'two', brief: steps({ run: 'cat one.txt > two.txt' }), after: [{ id: 'one', from: 'stacked' }] },
      {
        id: 'both',
        brief: steps({ run: 'cat one.txt other.txt > both.txt' }),
        after: ['one', 'other'].map((id) => ({ id, from: 'stacked' })),
      },
    ]
    const rested = await plansOn(machine, repository).run({ tasks })
    expect(states(rested)).toEqual({ one: 'ready', other: 'ready', two: 'ready', both: 'ready' })
    expect(rested.code).toBe(0)
    const thread = (id: string) => rested.tasks[id]?.thread ?? ''
    const early = await machine.refused('merge', thread('two'))
    expect(early.code).toBe('dependency-first')
    for (const id of ['one', 'two', 'other', 'both']) await machine.ok('merge', thread(id))
    expect(repository.read('two.txt')).toBe('one\n')
    expect(repository.read('both.txt')).toBe('one\nother\n')
  })

  it('lands stacked tasks by themselves, one after the other', async () => {
    const repository = machine.repository({ 'a.txt': 'one\n' }, 'stacked by themselves')
    const tasks = [
      { id: 'one', brief: writes('one') },
      { id: 'two', brief: steps({ run: 'cat one.txt > two.txt' }), after: [{ id: 'one', from: 'stacked' }] },
      { id: 'three', brief: steps({ run: 'cat two.txt > three.txt' }), after: [{ id: 'two', from: 'stacked' }] },
    ]
    const done = await plansOn(machine, repository).run({ tasks }, '--auto-land')
    expect(states(done)).toEqual({ one: 'landed', two: 'landed', three: 'landed' })
    expect(repository.read('three.txt')).toBe('one\n')
  })
})
