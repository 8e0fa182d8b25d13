import { describe, expect, it } from 'vitest'
import type { PromptId, RequestId, ThreadId } from '../../../kernel/ids.ts'
import { endTurn as endPlannedTurn, givenRun, givenTurn } from '../../testing/planned-run.ts'
import { Simulation } from '../../testing/simulation.ts'

const cancelled = { kind: 'stopped', stopReason: 'cancelled' } as const
const checkpoint = { commit: 'c', tree: 't', files: 1, additions: 1, deletions: 0, omitted: 0 }

function started(limit = 2): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit } })
  return simulation
}

function begin(simulation: Simulation, name: string): ThreadId {
  const thread = name as ThreadId
  simulation.dispatch(name)
  const place = { folder: `/w/${name}`, ledger: '/l', branch: `sy/${name}`, base: 'base' }
  simulation.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  const from = { thread, generation: 1 }
  simulation.send({ type: 'session.report-opened', payload: { ...from, session: 's' } })
  simulation.send({ type: 'turn.report-started', payload: from })
  return thread
}

function end(
  simulation: Simulation,
  thread: ThreadId,
  outcome: typeof cancelled | { kind: 'stopped'; stopReason: string },
) {
  const generation = simulation.thread(thread)?.session.generation ?? 0
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation, outcome } })
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}

const stateOf = (simulation: Simulation, thread: ThreadId) => simulation.thread(thread)?.state.kind

describe('a freeze', () => {
  it('ends every turn with its prompt first in line, and starts nothing', () => {
    const simulation = started()
    const [a, b] = [begin(simulation, 'a'), begin(simulation, 'b')]
    simulation.send({ type: 'pool.freeze', payload: {} }, undefined, 'person')
    const interrupts = simulation.pending.filter(({ effect }) => effect.kind === 'session.interrupt')
    expect(interrupts).toHaveLength(2)
    end(simulation, a, cancelled)
    end(simulation, b, cancelled)
    simulation.dispatch('c')
    expect([a, b, 'c' as ThreadId].map((id) => stateOf(simulation, id))).toEqual(['queued', 'queued', 'queued'])
    expect(simulation.thread('a')?.prompts[0]).toMatchObject({ id: 'm-a', again: { turn: 1, sends: 0 } })

    simulation.send({ type: 'pool.thaw', payload: { how: 'resume' } }, undefined, 'person')
    expect([a, b, 'c' as ThreadId].map((id) => stateOf(simulation, id))).toEqual(['preparing', 'preparing', 'queued'])
    expect(simulation.thread('a')?.turn).toMatchObject({ number: 1, sends: 1, prompt: { id: 'm-a' } })
  })

  it('lets a turn that ended by itself be over', () => {
    const simulation = started()
    const a = begin(simulation, 'a')
    simulation.send({ type: 'pool.freeze', payload: {} })
    end(simulation, a, { kind: 'stopped', stopReason: 'end_turn' })
    expect(simulation.thread('a')).toMatchObject({ state: { kind: 'ready' }, prompts: [] })
    expect(simulation.thread('a')?.freezing).toBeUndefined()
  })

  it('survives the end of its host, before and after its turns have ended', () => {
    const simulation = started()
    const [a, b] = [begin(simulation, 'a'), begin(simulation, 'b')]
    simulation.send({ type: 'pool.freeze', payload: {} })
    end(simulation, a, cancelled)
    simulation.send({ type: 'pool.start', payload: { limit: 2 } })
    expect([a, b].map((id) => stateOf(simulation, id))).toEqual(['queued', 'queued'])
    simulation.send({ type: 'pool.thaw', payload: { how: 'resume' } })
    expect([a, b].map((id) => stateOf(simulation, id))).toEqual(['preparing', 'preparing'])
    expect(simulation.thread('b')?.turn).toMatchObject({ sends: 1 })
  })

  it('takes back a turn that had not reached its agent', () => {
    const simulation = started()
    simulation.dispatch('a')
    simulation.send({ type: 'pool.freeze', payload: {} })
    const failure = { code: 'x', message: 'No.', remedy: 'None.' }
    simulation.send({ type: 'turn.withdraw', payload: { thread: 'a' as ThreadId, generation: 1, failure } })
    expect(simulation.thread('a')).toMatchObject({ state: { kind: 'queued' }, prompts: [{ id: 'm-a' }] })
  })

  it('asks nobody for what a frozen turn asked for', () => {
    const simulation = started()
    const a = begin(simulation, 'a')
    const request = { id: 'q' as RequestId, title: 'Run', detail: 'x', kind: 'execute', toolCall: null, options: [] }
    simulation.send({ type: 'permission.ask', payload: { thread: a, generation: 1, request } })
    simulation.send({ type: 'pool.freeze', payload: {} })
    expect(simulation.thread('a')?.requests).toEqual([])
  })

  it('leaves a turn that a person stopped stopped', () => {
    const simulation = started()
    const a = begin(simulation, 'a')
    simulation.send({ type: 'thread.interrupt', payload: { thread: a } }, undefined, 'person')
    simulation.send({ type: 'pool.freeze', payload: {} })
    end(simulation, a, cancelled)
    expect(simulation.thread('a')?.state).toMatchObject({ kind: 'parked', reason: { code: 'interrupted' } })
    const again = begin(simulation, 'b')
    expect(stateOf(simulation, again)).toBe('queued')
  })

  it('lets a person stop a turn that is being frozen', () => {
    const simulation = started()
    const a = begin(simulation, 'a')
    simulation.send({ type: 'pool.freeze', payload: {} })
    simulation.send({ type: 'thread.interrupt', payload: { thread: a } }, undefined, 'person')
    end(simulation, a, cancelled)
    expect(simulation.thread('a')?.state).toMatchObject({ kind: 'parked', reason: { code: 'interrupted' } })
  })

  it('keeps a prompt that steers for the thaw', () => {
    const simulation = started()
    const a = begin(simulation, 'a')
    const blocks = [{ kind: 'text', text: 'Other', origin: 'person' } as const]
    simulation.send({ type: 'thread.steer', payload: { thread: a, prompt: 'p2' as PromptId, blocks } })
    simulation.send({ type: 'pool.freeze', payload: {} })
    end(simulation, a, cancelled)
    expect(simulation.thread('a')).toMatchObject({ state: { kind: 'queued' }, prompts: [{ id: 'p2' }] })
    simulation.send({ type: 'pool.thaw', payload: { how: 'resume' } })
    expect(simulation.thread('a')?.turn?.prompt.id).toBe('p2')
  })

  it('winds down to threads that a person sends on', () => {
    const simulation = started(3)
    const [a, b, d] = [begin(simulation, 'a'), begin(simulation, 'b'), begin(simulation, 'd')]
    simulation.dispatch('c')
    simulation.send({ type: 'pool.freeze', payload: {} })
    end(simulation, a, cancelled)
    simulation.send({ type: 'turn.report-ended', payload: { thread: b, generation: 1, outcome: cancelled } })
    simulation.send({ type: 'pool.thaw', payload: { how: 'wind-down' } })
    end(simulation, d, cancelled)
    simulation.send({ type: 'worktree.report-checkpoint', payload: { thread: b, checkpoint, notices: [] } })
    for (const id of [a, b, d, 'c' as ThreadId]) {
      expect(simulation.thread(id)?.state, id).toMatchObject({ kind: 'parked', reason: { code: 'frozen' } })
    }
    expect(['a', 'b', 'c', 'd'].map((id) => simulation.thread(id)?.prompts.map((prompt) => prompt.id))).toEqual([
      ['m-a'],
      ['m-b'],
      ['m-c'],
      ['m-d'],
    ])
    const blocks = [{ kind: 'text', text: 'Go on', origin: 'person' } as const]
    const payload = { thread: a, prompt: 'p9' as PromptId, attempt: 'a9' as ThreadId, blocks }
    simulation.send({ type: 'thread.prompt', payload }, undefined, 'person')
    expect(simulation.thread('a')?.turn?.prompt.id).toBe('m-a')
  })

  it('says nothing the second time, and nothing is thawed that was not frozen', () => {
    const simulation = started()
    expect(simulation.send({ type: 'pool.thaw', payload: { how: 'resume' } })).toEqual({ ok: true, value: [] })
    simulation.send({ type: 'pool.freeze', payload: {} })
    expect(simulation.send({ type: 'pool.freeze', payload: {} })).toEqual({ ok: true, value: [] })
  })
})

describe('gates that run when everything freezes', () => {
  const verification = (simulation: Simulation) => simulation.model.verification.get('a1')

  function checking(): Simulation {
    const simulation = started()
    givenRun(simulation, { a: { effort: 'standard', gates: ['npm test'] } })
    endPlannedTurn(simulation, givenTurn(simulation, 'a'))
    return simulation
  }

  it('are broken off, and begin again at the thaw', () => {
    const simulation = checking()
    expect(verification(simulation)?.state.kind).toBe('gates')
    const round = verification(simulation)?.round ?? 0
    simulation.send({ type: 'pool.freeze', payload: {} })
    expect(verification(simulation)?.state.kind).toBe('cancelled')
    simulation.send({ type: 'verification.report-cancelled', payload: { thread: 'a1' as ThreadId, round } })
    simulation.send({ type: 'pool.start', payload: { limit: 2 } })
    expect(verification(simulation)?.state.kind).toBe('cancelled')
    expect(stateOf(simulation, 'a1' as ThreadId)).toBe('verifying')
    simulation.send({ type: 'pool.thaw', payload: { how: 'resume' } })
    expect(verification(simulation)).toMatchObject({ state: { kind: 'gates' }, round: round + 1, proofs: [] })
  })

  it('wait for the thaw where the work is saved while frozen', () => {
    const simulation = started()
    givenRun(simulation, { a: { effort: 'standard', gates: ['npm test'] } })
    const a = givenTurn(simulation, 'a')
    const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread: a, generation: 1, outcome } })
    simulation.send({ type: 'pool.freeze', payload: {} })
    simulation.send({ type: 'worktree.report-checkpoint', payload: { thread: a, checkpoint, notices: [] } })
    expect(verification(simulation)?.state.kind).toBe('cancelled')
    simulation.send({ type: 'pool.thaw', payload: { how: 'wind-down' } })
    expect(verification(simulation)?.state.kind).toBe('gates')
  })
})
