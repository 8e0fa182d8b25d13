import { describe, expect, it } from 'vitest'
import type { ThreadId } from '../../../kernel/ids.ts'
import { Simulation } from '../../testing/simulation.ts'
import { holdsSlot } from '../../thread/queries.ts'

function poolOf(limit: number, threads: number): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit } })
  for (let number = 1; number <= threads; number += 1) simulation.dispatch(`t${number}`)
  return simulation
}

const holding = ({ model }: Simulation) => [...model.thread.values()].filter(holdsSlot).map((thread) => thread.id)
const configure = (simulation: Simulation, limit: number) =>
  simulation.send({ type: 'pool.configure', payload: { limit } })

function withdraw(simulation: Simulation, id: string): void {
  const failure = { code: 'agent-died', message: 'It ended.', remedy: 'Start it again.' }
  const decision = simulation.send({
    type: 'turn.withdraw',
    payload: { thread: id as ThreadId, generation: simulation.thread(id)?.session.generation ?? 0, failure },
  })
  expect(decision.ok).toBe(true)
}

describe('configuring the pool', () => {
  it('grants what a higher limit frees with the same command, to those that waited longest', () => {
    const simulation = poolOf(1, 4)
    const decision = configure(simulation, 3)
    expect(decision.ok && decision.value.map((event) => event.type)).toEqual([
      'pool.configured',
      'thread.slot-granted',
      'thread.slot-granted',
    ])
    expect(holding(simulation)).toEqual(['t1', 't2', 't3'])
  })

  it('takes no slot away where the limit falls, and grants none until fewer are held', () => {
    const simulation = poolOf(3, 4)
    configure(simulation, 1)
    expect(holding(simulation)).toEqual(['t1', 't2', 't3'])
    for (const id of ['t1', 't2']) withdraw(simulation, id)
    expect(holding(simulation)).toEqual(['t3'])
    withdraw(simulation, 't3')
    expect(holding(simulation)).toEqual(['t4'])
  })

  it('leaves no trace where the limit is that already', () => {
    expect(configure(poolOf(2, 0), 2)).toEqual({ ok: true, value: [] })
  })
})
