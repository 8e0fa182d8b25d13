import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Model } from './model.ts'
import { isForgotten } from './project/queries.ts'
import { lineOf } from './run/own-runs.ts'
import { unfollowed, wrongCounts } from './testing/automation-checks.ts'
import { exceeded, type Held, heldIn, idle, restless } from './testing/limits.ts'
import { outcomeOf } from './testing/outside.ts'
import { perform, randomSteps } from './testing/random-steps.ts'
import { Simulation } from './testing/simulation.ts'
import { holdsSlot } from './thread/queries.ts'
import type { Thread } from './thread/state.ts'
import { heldBehind } from './topology/behind.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300)
const setting = fc.record({ limit: fc.integer({ min: 1, max: 4 }), steps: randomSteps })

/** Lets every effect and every turn come to its end. */
function quiesce(simulation: Simulation): void {
  for (let round = 0; round < 5000; round += 1) {
    const [pending] = simulation.runnable()
    if (pending !== undefined) {
      simulation.settle(pending, outcomeOf(simulation, pending, 1))
      continue
    }
    const running = [...simulation.model.thread.values()].find(
      ({ state, turn }) => state.kind === 'running' || (state.kind === 'needs-you' && turn?.phase === 'cancelling'),
    )
    if (running === undefined) return
    const from = { thread: running.id, generation: running.session.generation }
    simulation.send({
      type: 'turn.report-ended',
      payload: { ...from, outcome: { kind: 'stopped', stopReason: 'end_turn' } },
    })
  }
  throw new Error('the model never comes to rest')
}

const movingKinds = ['checkpointing', 'merging', 'following', 'undoing', 'undo-following']

/** What is wrong with the model right now; found between any two commands. */
function violations(simulation: Simulation, heldBefore: Held): readonly string[] {
  const { model } = simulation
  const threads = [...model.thread.values()]
  const found: string[] = [
    ...exceeded(model, heldBefore),
    ...idle(model),
    ...wrongCounts(simulation),
    ...unfollowed(simulation),
  ]
  const must = (holds: boolean, what: string) => holds || found.push(what)
  for (const thread of threads) {
    must((thread.turn !== null) === holdsSlot(thread), `${thread.id} has a turn without a slot or the reverse`)
    must((thread.state.kind === 'needs-you') === thread.requests.length > 0, `${thread.id} needs nobody or hides it`)
    must(thread.state.kind !== 'queued' || thread.prompts.length > 0, `${thread.id} is queued with no prompt`)
    if (thread.state.kind !== 'landed') continue
    const landing = model.landing.get(thread.state.landing)?.state.kind ?? 'absent'
    must(/^(landed|undo)/.test(landing), `${thread.id} is landed by a landing that is ${landing}`)
  }
  const open = threads.flatMap((thread) => [...thread.prompts, ...(thread.turn === null ? [] : [thread.turn.prompt])])
  const live = [...model.prompt.values()].filter((prompt) => !prompt.used).map((prompt) => prompt.id)
  must(
    live.sort().join() ===
      open
        .map((prompt) => prompt.id)
        .sort()
        .join(),
    'a prompt is lost, or kept for nobody',
  )
  for (const worktree of model.worktree.values()) {
    must(worktree.owner === worktree.id, `${worktree.id} has a second owner, ${worktree.owner}`)
    const base = model.thread.get(worktree.id)?.base.commit
    must(worktree.place === null || worktree.place.base === base, `${worktree.id} has two bases`)
  }
  const folders = [...model.project.values()].map((project) => `${project.root} ${project.prefix}`)
  must(new Set(folders).size === folders.length, 'a folder has two projects')
  for (const { id, project, state } of threads) {
    const known = model.project.get(project)
    const ended = state.kind === 'landed' || state.kind === 'discarded'
    must(known !== undefined && (ended || !isForgotten(known)), `${id} is ${state.kind} in a forgotten project`)
  }
  const moving = [...model.landing.values()].filter((landing) => movingKinds.includes(landing.state.kind))
  must(new Set(moving.map((landing) => landing.project)).size === moving.length, 'two landings move one project')
  return found
}

function expectRest({ model }: Simulation, thread: Thread): void {
  const { discarding, run, state, title } = thread
  expect(discarding, `${title} was to be discarded and is ${state.kind}`).toBe(false)
  const waitsForPerson = [...model.thread.values()].some((thread) => thread.state.kind === 'needs-you')
  const isHeld = lineOf(model, run).some(({ plan }) => /paused|stopped/.test(plan?.state.kind ?? ''))
  const resting = ['landed', 'ready', 'needs-you', 'parked'].includes(state.kind)
  const trashed = state.kind === 'discarded' && (state.trash === 'kept' || state.trash === 'none')
  const behind = state.kind === 'queued' && (waitsForPerson || isHeld || isBehind(model, thread))
  expect(resting || trashed || behind, state.kind).toBe(true)
  if (state.kind === 'parked') expect(state.reason.message).not.toBe('')
}

/** Queued behind a named thread that waits for a person itself, or is behind one that does. */
function isBehind(model: Model, thread: Thread): boolean {
  const first = heldBehind(model, thread)
  if (first === undefined || thread.behind?.because === '') return false
  if (['ready', 'needs-you', 'parked'].includes(first.state.kind)) return true
  const held = lineOf(model, first.run).some(({ plan }) => /paused|stopped/.test(plan?.state.kind ?? ''))
  return held || isBehind(model, first)
}

describe('invariants of the model', () => {
  it('holds limits, leases and one landing a project in every order of commands, outcomes and restarts', () => {
    fc.assert(
      fc.property(setting, ({ limit, steps: sequence }) => {
        const simulation = new Simulation()
        simulation.send({ type: 'pool.start', payload: { limit } })
        for (const step of sequence) {
          const heldBefore = heldIn(simulation.model)
          perform(simulation, step, limit)
          const live = [...simulation.model.thread.values()].filter((thread) => thread.session.live)
          if (step[0] === 8) expect(live, 'sessions outlive their host').toEqual([])
          const found = violations(simulation, heldBefore)
          if (found.length > 0) throw new Error(found.join('; '))
        }
      }),
      { numRuns: runs },
    )
  })

  it('brings every dispatched task to rest in exactly one of the states a person can act on', () => {
    fc.assert(
      fc.property(setting, ({ limit, steps: sequence }) => {
        const simulation = new Simulation()
        simulation.send({ type: 'pool.start', payload: { limit } })
        for (const step of sequence) perform(simulation, step, limit)
        quiesce(simulation)
        expect(restless(simulation.model)).toEqual([])
        for (const thread of simulation.model.thread.values()) expectRest(simulation, thread)
        for (const firing of simulation.model.firing.values()) expect(firing.state.kind).not.toBe('dispatching')
      }),
      { numRuns: runs },
    )
  })

  it('rebuilds the same states from the events alone', () => {
    fc.assert(
      fc.property(setting, ({ limit, steps: sequence }) => {
        const simulation = new Simulation()
        simulation.send({ type: 'pool.start', payload: { limit } })
        for (const step of sequence) perform(simulation, step, limit)
        const again = new Simulation()
        again.replay(simulation.events)
        expect([...again.model.thread.values()]).toEqual([...simulation.model.thread.values()])
        expect([...again.model.project.values()]).toEqual([...simulation.model.project.values()])
        expect([...again.model.worktree.values()]).toEqual([...simulation.model.worktree.values()])
        expect([...again.model.landing.values()]).toEqual([...simulation.model.landing.values()])
        expect([...again.model.run.values()]).toEqual([...simulation.model.run.values()])
        expect([...again.model.task.values()]).toEqual([...simulation.model.task.values()])
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
  })
})
