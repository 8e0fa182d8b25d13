import { beforeEach, describe, expect, it } from 'vitest'
import type { PromptId, RequestId, ThreadId } from '../../../kernel/ids.ts'
import { outcomeOf } from '../../testing/outside.ts'
import { Simulation } from '../../testing/simulation.ts'
import { waitingPromptLimit } from '../prompt-limits.ts'

const thread = 't' as ThreadId
let simulation: Simulation

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 1 } })
  simulation.dispatch(thread)
  settleAll()
})

function settleAll(): void {
  for (let pending = simulation.runnable()[0]; pending !== undefined; pending = simulation.runnable()[0]) {
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
}

const blocks = [{ kind: 'text', text: 'Rather this.', origin: 'person' } as const]

function steer(prompt: string, said = blocks) {
  return simulation.send({ type: 'thread.steer', payload: { thread, prompt: prompt as PromptId, blocks: said } })
}

function queue(prompt: string) {
  const attempt = 'a' as ThreadId
  return simulation.send({ type: 'thread.prompt', payload: { thread, prompt: prompt as PromptId, blocks, attempt } })
}

function end(): void {
  const generation = known().session.generation
  const outcome = { kind: 'stopped', stopReason: 'cancelled' } as const
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation, outcome } })
}

function known() {
  const found = simulation.thread(thread)
  if (found === undefined) throw new Error('there is no thread')
  return found
}

/** The states that the thread went through from event `from` on. */
function typesSince(from: number): readonly string[] {
  return simulation.events.slice(from).map(({ event }) => event.type)
}

describe('steering a thread', () => {
  it('ends the turn, saves its work and runs before what waits, without a rest', () => {
    queue('later')
    const from = simulation.events.length
    expect(steer('now').ok).toBe(true)
    expect(simulation.runnable().map(({ effect }) => effect.payload)).toEqual([
      { thread, generation: 1, how: 'interrupt' },
    ])
    end()
    expect(known().state).toMatchObject({ kind: 'verifying' })
    settleAll()
    expect(known()).toMatchObject({ state: { kind: 'running' }, turn: { number: 2, prompt: { id: 'now' } } })
    expect(known().prompts).toEqual([{ id: 'later' }])
    expect(typesSince(from)).not.toContain('thread.parked')
    expect(simulation.model.prompt.get(`m-${thread}`)?.used).toBe(true)
  })

  it.each(['thread.interrupt', 'thread.stop'] as const)('is taken back by %s while its work is saved', (type) => {
    queue('later')
    steer('now')
    end()
    expect(simulation.send({ type, payload: { thread } }, undefined, 'person').ok).toBe(true)
    settleAll()
    expect(known()).toMatchObject({ state: { kind: 'parked', reason: { code: 'interrupted' } }, turn: null })
    expect(known().prompts).toEqual([{ id: 'now' }, { id: 'later' }])
  })

  it('keeps its slot over the checkpoint', () => {
    simulation.dispatch('other')
    steer('now')
    end()
    expect(simulation.thread('other')?.state.kind).toBe('queued')
    settleAll()
    expect(known().turn?.prompt.id).toBe('now')
    end()
    expect(simulation.thread('other')?.state.kind).toBe('preparing')
  })

  it('closes open requests', () => {
    const generation = known().session.generation
    const options = [{ id: 'yes', kind: 'allow-once', name: 'Allow' } as const]
    const request = { id: 'q' as RequestId, title: 'Run', detail: 'make', kind: 'execute', toolCall: null, options }
    simulation.send({ type: 'permission.ask', payload: { thread, generation, request } })
    expect(known().state.kind).toBe('needs-you')
    expect(steer('now').ok).toBe(true)
    expect(known()).toMatchObject({ state: { kind: 'running' }, requests: [] })
    end()
    settleAll()
    expect(known()).toMatchObject({ state: { kind: 'running' }, requests: [], turn: { prompt: { id: 'now' } } })
  })

  it('more than once runs in the order sent', () => {
    queue('later')
    for (const prompt of ['first', 'second']) expect(steer(prompt).ok).toBe(true)
    expect(known().prompts.map((prompt) => prompt.id)).toEqual(['first', 'second', 'later'])
    expect(simulation.runnable()).toHaveLength(1)
  })

  it('goes on also where the agent had to be ended', () => {
    steer('now')
    const reason = { code: 'crash', message: 'It died.', remedy: 'Prompt it.' } as const
    const outcome = { kind: 'failed', reason } as const
    simulation.send({ type: 'turn.report-ended', payload: { thread, generation: known().session.generation, outcome } })
    settleAll()
    expect(known()).toMatchObject({ state: { kind: 'running' }, turn: { prompt: { id: 'now' } } })
  })

  it('after an interruption goes on after all', () => {
    simulation.send({ type: 'thread.interrupt', payload: { thread } })
    steer('now')
    end()
    settleAll()
    expect(known().turn?.prompt.id).toBe('now')
  })

  it.each(['thread.interrupt', 'thread.stop'] as const)('is taken back by %s: the prompt then waits', (type) => {
    steer('now')
    simulation.send({ type, payload: { thread } })
    end()
    settleAll()
    expect(known()).toMatchObject({
      state: { kind: 'parked', reason: { code: 'interrupted' } },
      prompts: [{ id: 'now' }],
    })
  })

  it('gives way to a discard', () => {
    steer('now')
    simulation.send({ type: 'thread.discard', payload: { thread } })
    expect(steer('again')).toMatchObject({ error: { code: 'thread-discarded' } })
    end()
    settleAll()
    expect(known().state.kind).toBe('discarded')
  })

  it('goes on after the host died: the lost turn is over, the steering prompt runs once', () => {
    steer('now')
    simulation.pending = []
    simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    settleAll()
    expect(known()).toMatchObject({ state: { kind: 'running' }, turn: { number: 2, sends: 1, prompt: { id: 'now' } } })
    expect(known().prompts).toEqual([])
  })

  it('is refused outside a turn, with what to do instead', () => {
    end()
    settleAll()
    expect(steer('now')).toMatchObject({ error: { code: 'nothing-to-steer', remedy: expect.stringMatching(/prompt/) } })
    expect(known().prompts).toEqual([])
  })

  it('is refused before the agent has the first prompt, which would be lost', () => {
    simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    expect(known().state.kind).toBe('preparing')
    expect(steer('now')).toMatchObject({ error: { code: 'nothing-to-steer' } })
  })

  it('keeps to the limits of prompts', () => {
    expect(steer('now', [])).toMatchObject({ error: { code: 'prompt-empty' } })
    expect(steer(`m-${thread}`)).toMatchObject({ error: { code: 'id-taken' } })
    for (let waiting = 0; waiting < waitingPromptLimit; waiting += 1) queue(`q${waiting}`)
    expect(steer('now')).toMatchObject({ error: { code: 'prompt-queue-full' } })
  })
})
