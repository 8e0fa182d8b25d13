import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RunId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import { lineOf } from '../run/own-runs.ts'
import { outcomeOf } from '../testing/outside.ts'
import { perform, randomSteps } from '../testing/random-steps.ts'
import { Simulation } from '../testing/simulation.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { Thread } from '../thread/state.ts'
import { heldBehind } from '../topology/behind.ts'

const heldBack: ReadonlySet<string> = new Set(['paused', 'stopped'])

const setting = fc.record({ limit: fc.integer({ min: 1, max: 4 }), before: randomSteps, during: randomSteps })

/** Ends what is under way; turns end as they were asked to, and new ones are not awaited. */
function settle(simulation: Simulation, endTurns: boolean): void {
  for (let round = 0; round < 5000; round += 1) {
    const [pending] = simulation.runnable()
    if (pending !== undefined) {
      simulation.settle(pending, outcomeOf(simulation, pending, 1))
      continue
    }
    const open = [...simulation.model.thread.values()].find(
      ({ state, turn }) => turn !== null && (state.kind === 'running' || turn.phase === 'cancelling'),
    )
    if (open === undefined || !(endTurns || open.turn?.phase === 'cancelling')) return
    const stopReason = open.turn?.phase === 'cancelling' ? 'cancelled' : 'end_turn'
    const payload = { thread: open.id, generation: open.session.generation, outcome: { kind: 'stopped', stopReason } }
    simulation.send({ type: 'turn.report-ended', payload } as never)
  }
  throw new Error('it never comes to rest')
}

function mayStay(model: Model, run: RunId, thread: Thread | undefined): boolean {
  // A person may have paused or stopped its run meanwhile, or the one that its run is a task of.
  if (lineOf(model, run).some(({ plan }) => heldBack.has(plan?.state.kind ?? 'running'))) return true
  // It may have been put behind another thread meanwhile, which is not over yet.
  return thread !== undefined && heldBehind(model, thread) !== undefined
}

it('runs nothing while frozen, whatever happens, and goes on with everything after', () => {
  fc.assert(
    fc.property(setting, ({ limit, before, during }) => {
      const simulation = new Simulation()
      simulation.send({ type: 'pool.start', payload: { limit } })
      for (const step of before) perform(simulation, step, limit)
      const begun = simulation.events.length
      simulation.send({ type: 'pool.freeze', payload: {} })
      for (const step of during) perform(simulation, step, limit)
      settle(simulation, false)
      const granted = simulation.events.slice(begun).filter(({ event }) => event.type === 'thread.slot-granted')
      expect(granted, 'a slot is granted while frozen').toEqual([])
      const running = [...simulation.model.thread.values()].filter((thread) => holdsSlot(thread))
      expect(
        running.map(({ state }) => state.kind),
        'a turn goes on while frozen',
      ).toEqual([])
      const queued = [...simulation.model.thread.values()].filter(({ state }) => state.kind === 'queued')
      const waiting = queued.flatMap(({ prompts }) => prompts.map(({ id }) => id))

      simulation.send({ type: 'pool.thaw', payload: { how: 'resume' } })
      settle(simulation, true)
      for (const { id, run } of queued) {
        const thread = simulation.thread(id)
        if (mayStay(simulation.model, run, thread)) continue
        expect(thread?.state.kind, 'a thread stays behind after the thaw').not.toBe('queued')
        expect(thread?.freezing, 'a thread stays frozen').toBeUndefined()
      }
      for (const id of waiting) {
        const parked = [...simulation.model.thread.values()].some(({ prompts }) => prompts.some((one) => one.id === id))
        expect(simulation.model.prompt.get(id)?.used === true || parked, 'a prompt is lost').toBe(true)
      }
    }),
    { numRuns: Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 60) },
  )
})
