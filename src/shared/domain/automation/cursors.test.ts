import { expect, it } from 'vitest'
import { automation, definitionWith, reportFile, withAutomation } from '../testing/automations.ts'
import type { Simulation } from '../testing/simulation.ts'

const on = { schedule: { cron: '0 2 * * *' }, branch: { name: 'main' } }

/** One whose two triggers have seen something. */
function seen(): Simulation {
  const simulation = withAutomation({}, { on })
  simulation.send({ type: 'automation.switch', payload: { automation, on: true } })
  for (const trigger of ['schedule', 'branch']) {
    const payload = { automation, trigger, deliveries: [], cursor: 'seen' }
    simulation.send({ type: 'automation.fire', payload })
  }
  return simulation
}

const cursors = ({ model }: Simulation) => model.automation.get(automation)?.cursors

it('goes on from where each trigger was, whatever else a file changes', () => {
  const simulation = seen()
  reportFile(simulation, definitionWith({ parallel: 1 }, { on }), { by: 'person' })
  expect(cursors(simulation)).toEqual({ schedule: 'seen', branch: 'seen' })
})

it('begins anew with a trigger that is told something else', () => {
  const simulation = seen()
  const hourly = { ...on, schedule: { cron: '0 * * * *' } }
  reportFile(simulation, definitionWith({}, { on: hourly }), { by: 'person' })
  expect(cursors(simulation)).toEqual({ branch: 'seen' })
})

it('makes up for nothing that happened while it was off', () => {
  const simulation = seen()
  simulation.send({ type: 'automation.switch', payload: { automation, on: false } })
  expect(cursors(simulation)).toEqual({ schedule: 'seen', branch: 'seen' })
  simulation.send({ type: 'automation.switch', payload: { automation, on: true } })
  expect(cursors(simulation)).toEqual({})
})
