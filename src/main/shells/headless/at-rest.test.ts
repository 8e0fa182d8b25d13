import { describe, expect, it } from 'vitest'
import { outcomeOf } from '../../../shared/domain/testing/outside.ts'
import { Simulation } from '../../../shared/domain/testing/simulation.ts'
import type { LandingId, ThreadId } from '../../../shared/kernel/ids.ts'
import { isAtRest } from './at-rest.ts'

const thread = 't' as ThreadId

/** Does the effects one by one; answers whether the host was at rest before each. */
function settle(simulation: Simulation): readonly boolean[] {
  const seen: boolean[] = []
  for (let pending = simulation.runnable()[0]; pending !== undefined; pending = simulation.runnable()[0]) {
    seen.push(isAtRest(simulation.model))
    simulation.settle(pending, outcomeOf(simulation, pending, 1))
  }
  return seen
}

function busy(seen: readonly boolean[]): boolean {
  return seen.length > 0 && !seen.includes(true)
}

describe('a background host', () => {
  it('stays through preparation, turns, checks, landings, undos, discards and restores, and rests between', () => {
    const simulation = new Simulation()
    simulation.send({ type: 'pool.start', payload: { limit: 1 } })
    expect(isAtRest(simulation.model)).toBe(true)
    simulation.dispatch(thread)
    expect(busy(settle(simulation))).toBe(true)
    expect(isAtRest(simulation.model)).toBe(false)
    const from = { thread, generation: 1 }
    simulation.send({
      type: 'turn.report-ended',
      payload: { ...from, outcome: { kind: 'stopped', stopReason: 'end_turn' } },
    })
    expect(busy(settle(simulation))).toBe(true)
    expect(isAtRest(simulation.model)).toBe(true)
    const landing = 'l' as LandingId
    for (const command of [
      { type: 'thread.discard', payload: { thread } },
      { type: 'thread.restore', payload: { thread } },
      { type: 'thread.land', payload: { thread, landing, strategy: 'squash' } },
    ] as const) {
      simulation.send(command)
      expect(isAtRest(simulation.model), command.type).toBe(false)
      settle(simulation)
      expect(isAtRest(simulation.model), command.type).toBe(true)
    }
    simulation.send({ type: 'landing.undo', payload: { landing } })
    expect(isAtRest(simulation.model)).toBe(false)
  })
})
