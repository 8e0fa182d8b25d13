import { beforeEach, expect, it } from 'vitest'
import type { FindingId, ThreadId } from '../../kernel/ids.ts'
import { hasFollowUps } from '../follow-ups.ts'
import { Simulation } from '../testing/simulation.ts'
import { couplingOf, overlapping, report, spotIn, touch } from '../topology/testing/pairs.ts'
import { isOpen } from './opening.ts'

const [a, b] = ['a' as ThreadId, 'b' as ThreadId] as const
let simulation: Simulation

/** Two threads without a plan, of one project. */
beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 8 } })
  for (const id of [a, b]) simulation.dispatch(id, '/p')
})

const member = (id: ThreadId) => {
  const { run, task } = simulation.thread(id) ?? { run: '' as never, task: '' as never }
  return { run, task }
}
const follows = (id: ThreadId) => hasFollowUps(simulation.model, { type: 'thread.queued', id })
const followsTurn = (id: ThreadId) => hasFollowUps(simulation.model, { type: 'thread.readied', id } as never)

it('is not for a thread of which only the files are known', () => {
  touch(simulation, a, 'src/x.ts')
  report(simulation, [member(a), member(b)])
  expect(simulation.model.mailbox.get(a)?.touched).toEqual(['src/x.ts'])
  expect([isOpen(simulation.model, a), follows(a), followsTurn(a)]).toEqual([false, false, false])
})

it('comes with the first other one that it has something in common with', () => {
  touch(simulation, a, 'src/x.ts')
  report(simulation, [member(a), member(b)], overlapping(0.5, spotIn('src/x.ts')))
  expect(couplingOf(simulation, member(a), member(b))).toBeDefined()
  expect([a, b].map((id) => [isOpen(simulation.model, id), followsTurn(id)])).toEqual([
    [true, true],
    [true, true],
  ])
  expect(simulation.model.mailbox.get(a)?.touched).toEqual(['src/x.ts'])
})

it('comes with a finding about what it touches', () => {
  touch(simulation, a, 'src/x.ts')
  const payload = {
    by: b,
    finding: 'f' as FindingId,
    paths: ['src/*.ts'],
    severity: 'warning',
    text: 'It leaks.',
  } as const
  simulation.send({ type: 'finding.publish', payload })
  expect(simulation.model.mailbox.get(a)).toMatchObject({ waiting: 1, touched: ['src/x.ts'] })
  expect(isOpen(simulation.model, a)).toBe(true)
})
