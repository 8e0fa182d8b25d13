import { describe, expect, it } from 'vitest'
import type { LandingId, PromptId, RequestId, ThreadId } from '../../kernel/ids.ts'
import { Simulation } from '../testing/simulation.ts'
import { attentionOf } from './attention.ts'

const failure = { code: 'conflict', message: 'It conflicts.', remedy: 'Mend it.' }

/** A thread in its first turn. */
function begin(simulation: Simulation, name: string) {
  const thread = name as ThreadId
  simulation.dispatch(name)
  const place = { folder: `/w/${name}`, ledger: '/l', branch: `sy/${name}`, base: 'base' }
  simulation.send({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  const from = { thread, generation: 1 }
  simulation.send({ type: 'session.report-opened', payload: { ...from, session: 's' } })
  simulation.send({ type: 'turn.report-started', payload: from })
  return thread
}

function ask(simulation: Simulation, thread: ThreadId, id: string) {
  const options = [{ id: 'yes', kind: 'allow-once', name: 'Allow' } as const]
  const request = { id: id as RequestId, title: 'Run', detail: 'rm', kind: 'execute', toolCall: null, options }
  simulation.send({ type: 'permission.ask', payload: { thread, generation: 1, request } })
}

function finish(simulation: Simulation, thread: ThreadId, files = 1) {
  const { generation } = simulation.thread(thread)?.session ?? { generation: 1 }
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation, outcome } })
  const checkpoint = { commit: 'c', tree: `t${files}`, files, additions: 1, deletions: 0, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}

function opened(): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 10 } })
  return simulation
}

const kinds = (simulation: Simulation) => attentionOf(simulation.model).map((item) => `${item.thread} ${item.kind}`)

describe('what waits for a person', () => {
  it('is nothing while agents work', () => {
    const simulation = opened()
    begin(simulation, 'a')
    expect(attentionOf(simulation.model)).toEqual([])
  })

  it('ranks permissions before finished work, and the oldest first', () => {
    const simulation = opened()
    const [a, b, c] = ['a', 'b', 'c'].map((name) => begin(simulation, name)) as [ThreadId, ThreadId, ThreadId]
    finish(simulation, a)
    ask(simulation, c, 'q1')
    ask(simulation, b, 'q2')
    ask(simulation, c, 'q3')
    expect(kinds(simulation)).toEqual(['c permission', 'b permission', 'c permission', 'a review'])
  })

  it('tells work without changes from work to review', () => {
    const simulation = opened()
    finish(simulation, begin(simulation, 'a'), 0)
    expect(kinds(simulation)).toEqual(['a unchanged'])
  })

  it('names a refused landing until the thread was prompted again', () => {
    const simulation = opened()
    const thread = begin(simulation, 'a')
    finish(simulation, thread)
    const landing = 'l1' as LandingId
    simulation.send({ type: 'thread.land', payload: { thread, landing, strategy: 'squash', into: 'main' } })
    const checkpoint = { commit: 'c', tree: 't1', files: 1, additions: 1, deletions: 0, omitted: 0 }
    simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
    simulation.send({ type: 'landing.report-refused', payload: { landing, failure } })
    expect(kinds(simulation)).toEqual(['a landing-refused'])

    const blocks = [{ kind: 'text', text: 'Mend it', origin: 'person' } as const]
    const prompt = { thread, prompt: 'p2' as PromptId, attempt: 'a2' as ThreadId, blocks }
    simulation.send({ type: 'thread.prompt', payload: prompt }, undefined, 'person')
    const from = { thread, generation: 2 }
    simulation.send({ type: 'session.report-opened', payload: { ...from, session: 's' } })
    simulation.send({ type: 'turn.report-started', payload: from })
    finish(simulation, thread)
    expect(kinds(simulation)).toEqual(['a review'])
  })

  it('holds parked threads', () => {
    const simulation = opened()
    const thread = begin(simulation, 'a')
    const reason = { code: 'crash', message: 'It died.', remedy: 'Prompt it.' } as const
    simulation.send({
      type: 'turn.report-ended',
      payload: { thread, generation: 1, outcome: { kind: 'failed', reason } },
    })
    const checkpoint = { commit: 'c', tree: 't', files: 0, additions: 0, deletions: 0, omitted: 0 }
    simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
    expect(kinds(simulation)).toEqual(['a parked'])
  })
})
