import { beforeEach, expect, it } from 'vitest'
import type { ThreadId } from '../../kernel/ids.ts'
import { endWith } from '../testing/checked.ts'
import { given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import type { ParkReason } from '../thread/state.ts'
import { attentionOf } from './attention.ts'

let simulation: Simulation
let thread: ThreadId

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  givenRun(simulation, { a: {} })
  thread = givenTurn(simulation, 'a')
})

const park = (id: ThreadId, more: Partial<ParkReason> = {}) => {
  const reason = { code: 'crash', message: 'It died.', remedy: 'Look.', ...more } as const
  given(simulation, { type: 'thread.parked', id, reason })
}
const waiting = () => attentionOf(simulation.model)

it('shows what recovery lays out once it has nothing more to do', () => {
  const options = ['Send a prompt to go on', 'Discard it']
  park(thread, { options })
  expect(waiting()).toMatchObject([{ kind: 'parked', thread, options }])
})

it('says nothing of options where nothing was tried', () => {
  park(thread)
  expect(waiting()).toMatchObject([{ kind: 'parked', thread }])
  expect(waiting()[0]).not.toHaveProperty('options')
})

it('asks nobody about a thread that another one took over from', () => {
  park(thread, { code: 'superseded' })
  expect(waiting()).toEqual([])
})

it('asks nobody while a step is due, and somebody when it is dropped', () => {
  const reason = { code: 'crash', message: 'It died.', remedy: 'Look.' } as const
  const from = { thread, generation: 1 }
  simulation.send({ type: 'turn.report-ended', payload: { ...from, outcome: { kind: 'failed', reason } } })
  const checkpoint = { commit: 'c', tree: 't', files: 0, additions: 0, deletions: 0, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
  expect(waiting()).toEqual([])
  simulation.send({ type: 'thread.interrupt', payload: { thread } }, undefined, 'person')
  expect(waiting()).toMatchObject([{ kind: 'parked', thread }])
})

it('asks nobody to review what a verifier left, or to go on with it', () => {
  const verifier = givenTurn(simulation, 'a', 'verifier')
  endWith(simulation, verifier, 't', 0)
  expect(simulation.thread(verifier)?.state.kind).toBe('discarded')
  expect(waiting()).toEqual([])
  const other = givenTurn(simulation, 'a', 'verifier')
  endWith(simulation, other, 't', 1)
  park(other)
  expect(waiting()).toEqual([])
})
