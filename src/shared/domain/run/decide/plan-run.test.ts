import { beforeEach, describe, expect, it } from 'vitest'
import type { PromptId, RunId, TaskId, ThreadId } from '../../../kernel/ids.ts'
import type { Command } from '../../command.ts'
import { defaultPoolLimits } from '../../pool/state.ts'
import { outcomeOf } from '../../testing/outside.ts'
import { factsOf, planRun, scripted, sketchedTask, type TaskSketch } from '../../testing/plans.ts'
import { Simulation } from '../../testing/simulation.ts'

const run = 'r' as RunId

let simulation: Simulation

const planOf = (id = 'r') => simulation.model.run.get(id)?.plan
const tasks = () => [...simulation.model.task.values()].filter(({ state }) => state.kind !== 'removed')
const threads = () => [...simulation.model.thread.values()]
const send = (command: Command, facts?: unknown) => simulation.send(command, facts, 'person')
const codeOf = (command: Command) => {
  const decision = send(command)
  return decision.ok ? 'ok' : decision.error.code
}

function settle(): void {
  for (let [pending] = simulation.runnable(); pending !== undefined; [pending] = simulation.runnable()) {
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
}

function endTurns(stopReason = 'end_turn'): void {
  for (const { id, session, turn } of threads()) {
    const payload = { thread: id, generation: session.generation, outcome: { kind: 'stopped', stopReason } as const }
    if (turn !== null) simulation.send({ type: 'turn.report-ended', payload })
  }
  settle()
}

function proposal(sketches: Readonly<Record<string, TaskSketch>>, by = 'planner'): Command {
  const limits = { parallel: null, review: null }
  const listed = Object.entries(sketches).map(([key, sketch]) => {
    return { ...sketchedTask(run, key, sketch), id: `${key}-${simulation.events.length}` as TaskId }
  })
  const plan = {
    goal: 'Better',
    topology: 'queue',
    effort: 'quick',
    gates: [],
    budget: {},
    limits,
    tasks: listed,
  } as const
  return { type: 'run.propose', payload: { run, by: by as ThreadId, plan } }
}

beforeEach(() => {
  simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
})

describe('a plan', () => {
  it('is a draft until it is approved, with the gates of its project', () => {
    planRun(simulation, run, { tasks: { a: {}, b: { after: ['a'] } }, approve: false, gates: ['npm test'] })
    expect(planOf()).toMatchObject({
      state: { kind: 'draft' },
      policy: { gates: ['npm test'], recover: true, spawn: 'ask' },
    })
    expect(tasks().map(({ state }) => state.kind)).toEqual(['waiting', 'waiting'])
    expect(codeOf({ type: 'run.approve', payload: { run } })).toBe('ok')
    expect(tasks().map(({ state }) => state.kind)).toEqual(['starting', 'waiting'])
    expect(codeOf({ type: 'run.approve', payload: { run } })).toBe('not-a-draft')
  })

  it('that is wrong leaves nothing behind, and says where', () => {
    const decision = planRun(simulation, run, { tasks: { a: { after: ['b'] }, b: { after: ['a'] } }, approve: false })
    expect(decision).toMatchObject({
      ok: false,
      error: { code: 'plan-invalid', facts: { problems: [{ code: 'cycle' }] } },
    })
    expect(decision.ok || decision.error.message).toMatch(/^tasks\[0\]\.after\[0\]: /)
    expect(simulation.model.run.size).toBe(0)
  })

  it('is judged again when it is approved, as it is by then', () => {
    planRun(simulation, run, { tasks: { a: {} }, approve: false })
    send({ type: 'task.edit', payload: { task: 'r/a' as TaskId, patch: { effort: 'standard' } } })
    expect(send({ type: 'run.approve', payload: { run } })).toMatchObject({
      ok: false,
      error: { code: 'plan-invalid', facts: { problems: [{ code: 'gates-missing', path: ['tasks', 0, 'gates'] }] } },
    })
  })

  it('that starts many threads needs a person who has seen how many', () => {
    const limits = { ...defaultPoolLimits, fanOut: 3 }
    simulation.send({ type: 'pool.configure', payload: { limit: 2, limits } })
    planRun(simulation, run, { tasks: { a: { candidates: 2 }, b: { candidates: 2 } }, approve: false })
    expect(send({ type: 'run.approve', payload: { run } })).toMatchObject({
      ok: false,
      error: { code: 'confirm-estimate', facts: { tasks: 2, threads: 4, limit: 3 } },
    })
    expect(codeOf({ type: 'run.approve', payload: { run, confirmed: true } })).toBe('ok')
  })
})

describe('a planner', () => {
  const briefed = () => {
    planRun(simulation, run, { tasks: {}, planner: 'planner' })
    settle()
  }

  it('is told the goal by the person first, works read-only, and its plan waits to be approved', () => {
    briefed()
    const prompt = simulation.events.find(({ event }) => event.type === 'prompt.sent')?.event
    expect(prompt).toMatchObject({ blocks: [{ text: 'Reach r', origin: 'person' }, { origin: 'host' }] })
    expect(simulation.thread('planner')).toMatchObject({ role: 'planner', into: null, state: { kind: 'running' } })
    expect(codeOf({ type: 'run.approve', payload: { run } })).toBe('plan-missing')
    const wrong = simulation.send(proposal({ a: { after: ['x'] } }))
    expect(wrong).toMatchObject({ ok: false, error: { facts: { problems: [{ path: ['tasks', 0, 'after', 0] }] } } })
    expect(simulation.send(proposal({ a: {}, b: { after: ['a'] } })).ok).toBe(true)
    expect(planOf()?.state.kind).toBe('draft')
    expect(simulation.model.run.get(run)?.goal).toBe('Better')
  })

  it('replaces what it proposed before, and nothing that a person added', () => {
    briefed()
    simulation.send(proposal({ a: {}, b: {} }))
    send({ type: 'task.add', payload: { run, task: sketchedTask(run, 'mine', {}) } })
    expect(simulation.send(proposal({ mine: {} }))).toMatchObject({ ok: false, error: { code: 'plan-invalid' } })
    expect(simulation.send(proposal({ c: { after: ['mine'] } })).ok).toBe(true)
    expect(tasks().map(({ key }) => key)).toEqual(['mine', 'c'])
    expect(simulation.send(proposal({ d: {} }, 'other'))).toMatchObject({ error: { code: 'not-the-planner' } })
    expect(codeOf({ type: 'run.approve', payload: { run } })).toBe('ok')
    expect(simulation.send(proposal({ d: {} }))).toMatchObject({ error: { code: 'plan-closed' } })
  })
})

describe('a run under way', () => {
  const begun = (more: Readonly<Record<string, TaskSketch>> = { d: { after: ['a'] } }) => {
    planRun(simulation, run, { tasks: { a: {}, b: {}, ...more } })
    settle()
  }

  it('starts nothing while it is paused, and what runs goes on', () => {
    begun({ c: {}, d: { after: ['c'] } })
    expect(codeOf({ type: 'run.pause', payload: { run } })).toBe('ok')
    endTurns()
    expect(tasks().map(({ state }) => state.kind)).toEqual(['active', 'active', 'ready', 'waiting'])
    expect(codeOf({ type: 'run.resume', payload: { run } })).toBe('ok')
    expect(tasks().map(({ state }) => state.kind)).toEqual(['active', 'active', 'starting', 'waiting'])
  })

  it('is stopped with everything kept, and a resume takes all of it up again', () => {
    begun()
    const sent = () =>
      threads().map(({ prompts, turn }) => [...prompts, ...(turn === null ? [] : [turn.prompt])].map(({ id }) => id))
    const before = sent()
    expect(codeOf({ type: 'run.stop', payload: { run } })).toBe('ok')
    endTurns('cancelled')
    expect(threads().map(({ state }) => state)).toMatchObject([{ kind: 'parked' }, { kind: 'parked' }])
    expect(sent()).toEqual(before)
    expect(codeOf({ type: 'run.resume', payload: { run } })).toBe('ok')
    settle()
    expect(threads().map(({ state }) => state.kind)).toEqual(['running', 'running'])
    endTurns()
    expect(threads().map(({ state }) => state.kind)).toEqual(['ready', 'ready'])
  })

  it('goes on by itself where it is resumed before its turns have ended, and after a restart', () => {
    begun()
    send({ type: 'run.stop', payload: { run } })
    send({ type: 'run.resume', payload: { run } })
    endTurns('cancelled')
    expect(threads().map(({ state }) => state.kind)).toEqual(['running', 'running'])
    send({ type: 'run.stop', payload: { run } })
    simulation.send({ type: 'pool.start', payload: { limit: 2 } })
    settle()
    expect(threads().map(({ state }) => state.kind)).toEqual(['parked', 'parked'])
    send({ type: 'run.resume', payload: { run } })
    settle()
    expect(threads().map(({ state }) => state.kind)).toEqual(['running', 'running'])
  })

  it('says once that it starts nothing because of what waits for a review', () => {
    planRun(simulation, run, { tasks: { a: {}, b: {}, c: {} }, review: 1, parallel: 1 })
    settle()
    endTurns()
    endTurns()
    const notes = simulation.events.flatMap(({ event }) => (event.type === 'run.noted' ? [event.text] : []))
    expect(notes).toEqual(['Nothing new is started: 1 thread waits for your review, which is the limit.'])
    // Nor did anything begin while the first was being saved.
    expect(tasks().map(({ state }) => state.kind)).toEqual(['active', 'ready', 'ready'])
  })
})

describe('a dispatch', () => {
  const dispatch = (more: object, gates: readonly string[] = []) =>
    simulation.send(
      {
        type: 'run.dispatch',
        payload: {
          run,
          task: 'k' as TaskId,
          thread: 't' as ThreadId,
          prompt: 'm' as PromptId,
          project: 'p' as never,
          repository: '/p',
          initialize: false,
          agent: scripted,
          blocks: [{ kind: 'text', text: 'Do it', origin: 'person' }],
          ...more,
        },
      },
      factsOf('p', gates),
      'person',
    )

  it('has no plan where nothing asks for one', () => {
    expect(dispatch({}).ok).toBe(true)
    expect([planOf(), simulation.model.task.size]).toEqual([undefined, 0])
  })

  it('is proven by the gates of its project, unless it says how much proof it wants', () => {
    dispatch({}, ['npm test'])
    expect(simulation.model.task.get('k')).toMatchObject({ effort: 'standard', attempts: 1, state: { kind: 'active' } })
    expect(planOf()).toMatchObject({ kind: 'task', state: { kind: 'running' }, policy: { recover: false } })
  })

  it('names what is wrong with its options', () => {
    expect(dispatch({ candidates: 9 })).toMatchObject({ ok: false, error: { code: 'plan-invalid' } })
    expect(dispatch({ gates: [' '] })).toMatchObject({ ok: false, error: { code: 'plan-invalid' } })
    expect(simulation.model.run.size).toBe(0)
  })

  it('may be tried by several agents side by side', () => {
    dispatch({ candidates: 2, others: [{ kind: 'catalogue', id: 'b' }] })
    settle()
    expect(threads().map(({ agent }) => agent)).toMatchObject([{ id: 'scripted' }, { id: 'b' }])
    expect(simulation.model.task.get('k')?.brief).toBe('Do it')
  })
})
