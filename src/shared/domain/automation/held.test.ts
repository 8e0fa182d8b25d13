import { expect, it } from 'vitest'
import type { Command } from '../command.ts'
import { decide } from '../decide.ts'
import { MemoryModel } from '../memory-model.ts'
import type { Model } from '../model.ts'
import {
  automation,
  automationOf,
  definitionWith,
  deliveryOf,
  fire,
  firingOf,
  reportFile,
  withAutomation,
} from '../testing/automations.ts'
import type { Simulation } from '../testing/simulation.ts'
import { dueAt } from './due.ts'
import { heldFirings } from './held.ts'
import type { Firing } from './state.ts'

function flooded(count: number, parallel = 1): Simulation {
  const simulation = withAutomation({ parallel })
  for (let from = 0; from < count; from += 50) {
    fire(simulation, ...Array.from({ length: 50 }, (_, number) => deliveryOf(`f${from + number}`)))
  }
  return simulation
}

/** The model, and how many firings were looked at in it. */
function watched({ model }: Simulation): { readonly model: Model; readonly looked: () => number } {
  let looked = 0
  function* each(states: Iterable<Firing>): Iterable<Firing> {
    for (const state of states) {
      looked += 1
      yield state
    }
  }
  const { firing } = model
  const table: Model['firing'] = {
    get size() {
      return firing.size
    },
    get: (id) => {
      looked += 1
      return firing.get(id)
    },
    values: () => each(firing.values()),
    inRole: (role) => each(firing.inRole(role)),
    within: (group) => each(firing.within(group)),
  }
  return { model: { ...model, firing: table }, looked: () => looked }
}

it('looks at no more of a long queue than of a short one', () => {
  const failure = { code: 'x', message: 'It broke.', remedy: 'Mend it.' }
  const work = [100, 10_000].map((count) => {
    const simulation = flooded(count)
    const { id } = firingOf(simulation, 'f0')
    const commands: readonly Command[] = [
      { type: 'automation.fire', payload: { automation, trigger: 'manual', deliveries: [deliveryOf('new')] } },
      { type: 'firing.report-undispatched', payload: { firing: id, code: 'failed', failure } },
      { type: 'automation.check', payload: {} },
    ]
    const context = { now: simulation.now, actor: 'host', facts: undefined } as const
    return commands.map((command) => {
      const { looked, model } = watched(simulation)
      expect(decide(model, command, context).ok).toBe(true)
      dueAt(model, simulation.now)
      return looked()
    })
  })
  expect(work[1]).toEqual(work[0])
  expect(Math.max(...(work[1] ?? []))).toBeLessThan(20)
})

it('lets a long queue go in decisions that are no longer than those of a short one', () => {
  const simulation = flooded(1_000, 0)
  const before = simulation.events.length
  reportFile(simulation, definitionWith(), { by: 'person' })
  expect(simulation.events.length - before).toBeLessThan(120)
  let checks = 0
  for (; automationOf(simulation).held > 0; checks += 1) simulation.send({ type: 'automation.check', payload: {} })
  expect(checks).toBe(19)
})

it('keeps the order in which they came, whatever order a store brings them back in', () => {
  const simulation = flooded(50, 0)
  const restarted = new MemoryModel()
  for (const id of ['f30', 'f2', 'f10', 'f1']) restarted.put('firing', id, firingOf(simulation, id))
  const ids = () => [...heldFirings(restarted.model, automation)].map(({ id }) => id)
  expect(ids()).toEqual(['f1', 'f2', 'f10', 'f30'])
  restarted.put('firing', 'f40', firingOf(simulation, 'f40'))
  restarted.put('firing', 'f2', { ...firingOf(simulation, 'f2'), state: { kind: 'dispatching' } })
  expect(ids()).toEqual(['f1', 'f10', 'f30', 'f40'])
  expect([...restarted.model.firing.within(automation)].map(({ id }) => id)).toEqual(['f2'])
})
