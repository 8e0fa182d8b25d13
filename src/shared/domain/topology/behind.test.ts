import { beforeEach, describe, expect, it } from 'vitest'
import type { LandingId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { startTurn } from '../testing/checked.ts'
import { endTurn, given, givenRun, givenTurn } from '../testing/planned-run.ts'
import { scripted } from '../testing/plans.ts'
import { Simulation } from '../testing/simulation.ts'
import { topologyFollowUps } from './follow.ts'
import { putBehind } from './serialize.ts'

let simulation: Simulation
let a: ThreadId
let b: ThreadId

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 4 } })
  givenRun(simulation, { a: {}, b: {}, c: {} })
  a = givenTurn(simulation, 'a')
})

const because = 'They change the same.'
const person = (command: Command) => simulation.send(command, undefined, 'person')
const kindOf = (thread: ThreadId) => simulation.thread(thread)?.state.kind

function behind(second: ThreadId, first: ThreadId): number {
  const [one, other] = [simulation.thread(first), simulation.thread(second)]
  const events =
    one === undefined || other === undefined ? [] : putBehind(simulation.model, { first: one, second: other, because })
  given(simulation, ...events)
  return events.length
}

/** The turn that is broken off comes to its end. */
function brokenOff(thread: ThreadId): void {
  const generation = simulation.thread(thread)?.session.generation ?? 0
  const outcome = { kind: 'stopped', stopReason: 'cancelled' } as const
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation, outcome } })
  const checkpoint = { commit: 'c', tree: 't', files: 0, additions: 0, deletions: 0, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}

function land(thread: ThreadId): void {
  const landing = `l-${thread}` as LandingId
  simulation.send({ type: 'thread.land', payload: { thread, landing, strategy: 'squash' } }, undefined, 'person')
  const checkpoint = simulation.thread(thread)?.checkpoint
  const { commit = '', tree = '' } = checkpoint ?? {}
  const saved = { commit, tree, files: 1, additions: 1, deletions: 0, omitted: 0 }
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint: saved, notices: [] } })
  const move = { into: 'main', before: 'base', commit: `landed-${thread}`, checkouts: [] }
  simulation.send({ type: 'landing.report-moved', payload: { landing, move, notice: null } })
  simulation.send({ type: 'landing.report-followed', payload: { landing, notice: null } })
  expect(kindOf(thread)).toBe('landed')
}

const textsOf = (thread: ThreadId) =>
  (simulation.thread(thread)?.prompts ?? []).flatMap(({ id }) =>
    (simulation.model.prompt.get(id)?.blocks ?? []).map((block) => (block.kind === 'text' ? block.text : '')),
  )

describe('a thread that has changed nothing', () => {
  beforeEach(() => {
    b = givenTurn(simulation, 'b')
    behind(b, a)
    brokenOff(b)
  })

  it('waits with its prompt until the other has landed, and is told', () => {
    expect(kindOf(b)).toBe('queued')
    expect(simulation.thread(b)?.prompts).toMatchObject([{ id: 'm-b1', again: { sends: 0 } }])
    endTurn(simulation, a)
    expect(kindOf(b)).toBe('queued')
    land(a)
    expect(kindOf(b)).toBe('preparing')
    expect(simulation.thread(b)?.behind).toBeUndefined()
    const prompt = simulation.model.prompt.get('m-b1')
    expect(prompt?.blocks.at(-1)).toMatchObject({
      origin: 'host',
      text: expect.stringContaining('git merge landed-a1'),
    })
  })

  it('holds through a restart, a freeze and a prompt by a person', () => {
    simulation.send({ type: 'pool.start', payload: { limit: 4 } })
    expect(kindOf(b)).toBe('queued')
    simulation.send({ type: 'pool.freeze', payload: {} })
    simulation.send({ type: 'pool.thaw', payload: { how: 'resume' } })
    expect(kindOf(b)).toBe('queued')
    const blocks = [{ kind: 'text', text: 'Now', origin: 'person' } as const]
    person({
      type: 'thread.prompt',
      payload: { thread: b, prompt: 'p9' as PromptId, blocks, attempt: 'b9' as ThreadId },
    })
    expect(kindOf(b)).toBe('queued')
    expect(simulation.thread(b)?.behind).toEqual({ thread: a, because })
  })

  it('goes on when a person says so', () => {
    expect(person({ type: 'thread.release', payload: { thread: b } }).ok).toBe(true)
    expect(kindOf(b)).toBe('preparing')
    expect(person({ type: 'thread.release', payload: { thread: b } })).toMatchObject({ error: { code: 'not-behind' } })
  })

  it.each([
    ['is discarded', () => person({ type: 'thread.discard', payload: { thread: a } })],
    ['is stopped', () => person({ type: 'thread.interrupt', payload: { thread: a } })],
  ])('goes on when the other %s', (_what, end) => {
    end()
    brokenOff(a)
    expect(kindOf(b)).toBe('preparing')
    expect(simulation.thread(b)?.behind).toBeUndefined()
  })

  it('goes on when the other changed nothing', () => {
    endTurn(simulation, a, 0)
    expect(simulation.thread(b)?.behind).toBeUndefined()
  })
})

describe('a thread that has work', () => {
  beforeEach(() => {
    b = givenTurn(simulation, 'b')
    endTurn(simulation, b)
    expect(behind(b, a)).toBeGreaterThan(0)
  })

  it('stays as it is, and does not land before the other', () => {
    expect(kindOf(b)).toBe('ready')
    const payload = { thread: b, landing: 'l9' as LandingId, strategy: 'squash' } as const
    expect(person({ type: 'thread.land', payload })).toMatchObject({ error: { code: 'behind' } })
  })

  it('is to take in what has landed then', () => {
    endTurn(simulation, a)
    land(a)
    expect(kindOf(b)).toBe('preparing')
    const id = simulation.thread(b)?.turn?.prompt.id ?? ''
    const block = simulation.model.prompt.get(id)?.blocks[0]
    expect(block).toMatchObject({ origin: 'host', text: expect.stringContaining('landed-a1') })
  })

  it('is told behind the prompt of a turn that runs', () => {
    const blocks = [{ kind: 'text', text: 'More', origin: 'person' } as const]
    person({ type: 'thread.release', payload: { thread: b } })
    person({
      type: 'thread.prompt',
      payload: { thread: b, prompt: 'p9' as PromptId, blocks, attempt: 'b9' as ThreadId },
    })
    startTurn(simulation, b)
    behind(b, a)
    expect(kindOf(b)).toBe('running')
    endTurn(simulation, a)
    land(a)
    expect(kindOf(b)).toBe('running')
    expect(textsOf(b)).toEqual([expect.stringContaining('landed-a1')])
  })
})

describe('an order', () => {
  it('never closes a circle', () => {
    b = givenTurn(simulation, 'b')
    const c = givenTurn(simulation, 'c')
    expect(behind(b, a)).toBeGreaterThan(0)
    expect(behind(c, b)).toBeGreaterThan(0)
    expect(behind(a, c)).toBe(0)
    expect(behind(a, a)).toBe(0)
  })

  it('needs two that can still wait', () => {
    b = givenTurn(simulation, 'b')
    endTurn(simulation, b)
    land(b)
    expect([behind(b, a), behind(a, b)]).toEqual([0, 0])
  })

  it('begins from what has landed, where it never had a slot', () => {
    simulation.send({ type: 'pool.configure', payload: { limit: 1 } })
    simulation.dispatch('z', 'p')
    const z = 'z' as ThreadId
    expect(kindOf(z)).toBe('queued')
    behind(z, a)
    simulation.send({ type: 'pool.configure', payload: { limit: 8 } })
    endTurn(simulation, a)
    expect(kindOf(z)).toBe('queued')
    land(a)
    expect(simulation.thread(z)).toMatchObject({ state: { kind: 'preparing' }, base: { commit: 'landed-a1' } })
  })

  it('is taken over by another attempt', () => {
    b = givenTurn(simulation, 'b')
    endTurn(simulation, b)
    behind(b, a)
    const b2 = givenTurn(simulation, 'b')
    expect(simulation.thread(b2)?.behind).toBeUndefined()
    const attempted = {
      type: 'task.attempted',
      id: 'b',
      thread: b2,
      number: 2,
      agent: scripted,
      because: null,
    } as never
    const events = topologyFollowUps['task.attempted']?.(simulation.model, attempted, { now: 1 })
    expect(events).toContainEqual({ type: 'thread.put-behind', id: b2, behind: { thread: a, because } })
  })
})
