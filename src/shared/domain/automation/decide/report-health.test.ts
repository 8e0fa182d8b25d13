import { expect, it } from 'vitest'
import { automation, automationOf, definitionWith, reportFile, withAutomation } from '../../testing/automations.ts'
import type { Simulation } from '../../testing/simulation.ts'
import type { AutomationDefinition } from '../definition.ts'
import type { TriggerHealth } from '../state.ts'

const away = { failure: { code: 'offline', message: 'It is away.', remedy: 'Wait.' }, retryAt: null }
const both = definitionWith(
  {},
  { on: { issue: {}, schedule: { cron: '0 2 * * *' } }, afterwards: [{ kind: 'comment' }] },
)

function switchedOn(): Simulation {
  const simulation = withAutomation({}, both)
  simulation.send({ type: 'automation.switch', payload: { automation, on: true } })
  return simulation
}

/** How many events that is worth. */
function tell(simulation: Simulation, health: Omit<TriggerHealth, 'since'> | null, trigger = 'issue'): number {
  const told = simulation.send({ type: 'automation.report-health', payload: { automation, trigger, health } })
  return told.ok ? told.value.length : -1
}

function troubled(): Simulation {
  const simulation = switchedOn()
  for (const trigger of ['issue', 'schedule', 'then comment']) tell(simulation, away, trigger)
  return simulation
}

const names = (simulation: Simulation) => Object.keys(automationOf(simulation).health)

function defined(simulation: Simulation, more: Partial<AutomationDefinition>): readonly string[] {
  reportFile(simulation, { ...both, ...more }, { by: 'person', revision: JSON.stringify(more) })
  return names(simulation)
}

it('tells what does not work once, and when it works again', () => {
  const simulation = switchedOn()
  expect([null, away, away, null].map((health) => tell(simulation, health))).toEqual([0, 1, 0, 1])
})

it('does not tell each try that failed', () => {
  const simulation = switchedOn()
  const tries = Array.from({ length: 60 }, (_, number) => ({ ...away, retryAt: (number + 1) * 10_000 }))
  const told = tries.reduce((sum, health) => sum + tell(simulation, health), 0)
  expect(told).toBe(2)
  expect(automationOf(simulation).health.issue?.retryAt).toBe(310_000)
})

it('hears nothing of triggers that do not watch', () => {
  expect(tell(withAutomation({}, both), away)).toBe(0)
  expect(tell(switchedOn(), away, 'webhook')).toBe(0)
})

it('forgets the trouble of triggers and steps that are there no longer, or begin anew', () => {
  expect(defined(troubled(), { on: both.on })).toEqual(['issue', 'schedule', 'then comment'])
  expect(defined(troubled(), { on: { ...both.on, issue: { labels: ['bug'] } } })).toEqual(['schedule', 'then comment'])
  expect(defined(troubled(), { on: { issue: {} }, afterwards: [] })).toEqual(['issue'])
  const off = troubled()
  off.send({ type: 'automation.switch', payload: { automation, on: false } })
  expect(names(off)).toEqual(['then comment'])
})
