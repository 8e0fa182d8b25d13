import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LandingId, PromptId, RequestId, ThreadId } from '../kernel/ids.ts'
import type { Command } from './command.ts'
import { isForgotten } from './project/queries.ts'
import { outcomeOf, sessionReport } from './testing/outside.ts'
import { Simulation } from './testing/simulation.ts'
import { holdsSlot } from './thread/queries.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300)

type Step = readonly [action: number, which: number, choice: number]

const steps = fc.array(fc.tuple(fc.nat(25), fc.nat(5), fc.nat(1000)), { minLength: 60, maxLength: 400, size: 'max' })
const setting = fc.record({ limit: fc.integer({ min: 1, max: 4 }), steps })

function userCommand(simulation: Simulation, [action, which, choice]: Step): Command | null {
  const thread = `t${which}` as ThreadId
  const known = simulation.thread(thread)
  switch (action) {
    case 1:
      return {
        type: 'thread.prompt',
        payload: {
          thread,
          prompt: `m${choice}-${simulation.events.length}` as PromptId,
          blocks: [text],
          attempt: `a${choice}` as ThreadId,
        },
      }
    case 2: {
      const request = known?.requests[0]?.id ?? ('none' as RequestId)
      return { type: 'thread.answer', payload: { thread, request, answer: choice % 2 === 0 ? 'allow' : 'deny' } }
    }
    case 3:
      return { type: choice % 2 === 0 ? 'thread.interrupt' : 'thread.stop', payload: { thread } }
    case 4:
      return { type: 'thread.land', payload: { thread, landing: `l${choice}` as LandingId, strategy: 'squash' } }
    case 5:
      return { type: choice % 2 === 0 ? 'thread.discard' : 'thread.restore', payload: { thread } }
    case 6: {
      const landings = [...simulation.model.landing.values()]
      const landing = landings[choice % Math.max(1, landings.length)]?.id ?? ('none' as LandingId)
      return { type: 'landing.undo', payload: { landing } }
    }
    case 7:
      return {
        type: 'worktree.lease',
        payload: { worktree: thread, owner: `t${choice % 6}` as ThreadId, generation: 2 + (choice % 3) },
      }
    default:
      return null
  }
}

const text = { kind: 'text', text: 'Go on', origin: 'person' } as const

function perform(simulation: Simulation, step: Step, limit: number): void {
  const [action, which, choice] = step
  if (action === 0) simulation.dispatch(`t${which}`, `p${which % 2}`)
  else if (action === 8) simulation.send({ type: 'pool.start', payload: { limit } })
  else if (action === 9) simulation.send({ type: 'pool.configure', payload: { limit: 1 + (choice % 5) } })
  else if (action >= 10) advance(simulation, which, choice)
  else {
    const command = userCommand(simulation, step)
    if (command !== null) simulation.send(command, undefined, 'person')
  }
}

function advance(simulation: Simulation, which: number, choice: number): void {
  const runnable = simulation.runnable()
  const pending = runnable[choice % Math.max(1, runnable.length)]
  if (pending !== undefined && which % 4 !== 0) simulation.settle(pending, outcomeOf(simulation, pending, choice))
  else {
    const report = sessionReport(simulation, `t${which}`, choice)
    if (report !== null) simulation.send(report)
  }
}

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

function heldSlots({ model }: Simulation): number {
  return [...model.thread.values()].filter(holdsSlot).length
}

/** What is wrong with the model right now; found between any two commands. */
function violations(simulation: Simulation, heldBefore: number): readonly string[] {
  const { model } = simulation
  const threads = [...model.thread.values()]
  const held = heldSlots(simulation)
  const limit = model.pool.get('pool')?.limit ?? 0
  const found: string[] = []
  const must = (holds: boolean, what: string) => holds || found.push(what)
  // A lower limit takes no slot away, but none is granted above it.
  must(held <= Math.max(limit, heldBefore), `${held} slots are held after ${heldBefore}, the limit is ${limit}`)
  must(held >= limit || !threads.some((thread) => thread.state.kind === 'queued'), 'a thread waits beside a free slot')
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

describe('invariants of the model', () => {
  it('holds limits, leases and one landing a project in every order of commands, outcomes and restarts', () => {
    fc.assert(
      fc.property(setting, ({ limit, steps: sequence }) => {
        const simulation = new Simulation()
        simulation.send({ type: 'pool.start', payload: { limit } })
        for (const step of sequence) {
          const heldBefore = heldSlots(simulation)
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
        const threads = [...simulation.model.thread.values()]
        const waitsForPerson = threads.some((thread) => thread.state.kind === 'needs-you')
        for (const { state, discarding, title } of threads) {
          expect(discarding, `${title} was to be discarded and is ${state.kind}`).toBe(false)
          const resting = ['landed', 'ready', 'needs-you', 'parked'].includes(state.kind)
          const trashed = state.kind === 'discarded' && (state.trash === 'kept' || state.trash === 'none')
          expect(resting || trashed || (state.kind === 'queued' && waitsForPerson), state.kind).toBe(true)
          if (state.kind === 'parked') expect(state.reason.message).not.toBe('')
        }
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
        expect([...again.model.landing.values()]).toEqual([...simulation.model.landing.values()])
      }),
      { numRuns: Math.ceil(runs / 5) },
    )
  })
})
