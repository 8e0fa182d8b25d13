import { describe, expect, it } from 'vitest'
import type { AutomationId, ProjectId } from '../../../kernel/ids.ts'
import type { Decision } from '../../decision.ts'
import {
  automation,
  automationOf,
  decisionOf,
  definitionWith,
  deliveryOf,
  fire,
  firingOf,
  project,
  reportFile,
  withAutomation,
} from '../../testing/automations.ts'
import type { Simulation } from '../../testing/simulation.ts'
import { dueAt } from '../due.ts'
import { lookedAtOnce } from '../release.ts'

const wider = definitionWith({}, { on: { manual: {}, issue: {} } })
const problem = { code: 'unknown-field', message: 'No field is called so.', remedy: 'Take it out.', line: 2, column: 1 }
const own = 'p1:own:mine' as AutomationId

function typesOf(decision: Decision): readonly string[] {
  return decision.ok ? decision.value.map(({ type }) => type) : [decision.error.code]
}

function report(simulation: Simulation, kind: 'gone' | 'broken', more = {}): Decision {
  const file = kind === 'gone' ? ({ kind } as const) : ({ kind, problems: [problem] } as const)
  const payload = { automation, project, name: 'look', scope: 'project', by: 'file', file, ...more } as const
  return simulation.send({ type: 'automation.report-file', payload })
}

function switchOn(simulation: Simulation, on = true): Decision {
  return simulation.send({ type: 'automation.switch', payload: { automation, on } }, undefined, 'person')
}

function accept(simulation: Simulation, revision: string): Decision {
  return simulation.send({ type: 'automation.accept', payload: { automation, revision } }, undefined, 'person')
}

describe('a file of the project', () => {
  it('is found off, and in force at once as long as it is', () => {
    const simulation = withAutomation()
    expect(automationOf(simulation)).toMatchObject({ on: false, name: 'look', scope: 'project' })
    expect(typesOf(reportFile(simulation, wider))).toEqual(['automation.defined'])
    expect(typesOf(reportFile(simulation, wider))).toEqual([])
  })

  it('only proposes what it may do more once it is on, until a person says yes to that version', () => {
    const simulation = withAutomation()
    switchOn(simulation)
    const before = automationOf(simulation).definition
    expect(typesOf(reportFile(simulation, wider, { revision: 'two' }))).toEqual(['automation.proposed'])
    expect(typesOf(reportFile(simulation, wider, { revision: 'two' }))).toEqual([])
    expect(automationOf(simulation)).toMatchObject({ definition: before, proposed: { revision: 'two' } })
    expect(automationOf(simulation).proposed?.widens).toEqual(['It would also start by issue.'])
    expect(typesOf(accept(simulation, 'one'))).toEqual(['version-changed'])
    expect(typesOf(accept(simulation, 'two'))).toEqual(['automation.defined'])
    expect(typesOf(accept(simulation, 'two'))).toEqual([])
    expect(automationOf(simulation)).toMatchObject({ definition: wider, revision: 'two' })
    expect(automationOf(simulation).proposed).toBeUndefined()
  })

  it('is in force at once where a person saved it here, or does no more than before', () => {
    const simulation = withAutomation()
    switchOn(simulation)
    expect(typesOf(reportFile(simulation, wider, { by: 'person' }))).toEqual(['automation.defined'])
    expect(typesOf(reportFile(simulation, definitionWith({ parallel: 1 })))).toEqual(['automation.defined'])
  })

  it('goes back to what is in force, and mends what was wrong or proposed', () => {
    const simulation = withAutomation()
    switchOn(simulation)
    const { revision } = automationOf(simulation)
    expect(typesOf(report(simulation, 'broken'))).toEqual(['automation.broken'])
    expect(typesOf(report(simulation, 'broken'))).toEqual([])
    expect(automationOf(simulation)).toMatchObject({ problems: [problem], revision })
    expect(typesOf(reportFile(simulation, wider))).toEqual(['automation.proposed'])
    expect(automationOf(simulation).problems).toBeUndefined()
    expect(typesOf(reportFile(simulation, definitionWith()))).toEqual(['automation.mended'])
    expect(automationOf(simulation).proposed).toBeUndefined()
  })

  it('keeps its switch and what was in force while it is gone, and nothing fires', () => {
    const simulation = withAutomation({ parallel: 0 })
    switchOn(simulation)
    fire(simulation, ...Array.from({ length: 50 }, (_, number) => deliveryOf(`f${number}`)))
    fire(simulation, deliveryOf('f50'))
    expect(typesOf(report(simulation, 'gone'))[0]).toBe('automation.gone')
    expect(decisionOf(simulation, 'f0')).toBe('skipped undefined: the file of the automation is gone')
    expect(automationOf(simulation).held).toBe(51 - lookedAtOnce)
    simulation.send({ type: 'automation.check', payload: {} })
    expect(automationOf(simulation).held).toBe(0)
    expect(typesOf(report(simulation, 'gone'))).toEqual([])
    expect(typesOf(switchOn(simulation, false))).toEqual(['automation.switched'])
    expect(typesOf(switchOn(simulation))).toEqual(['automation-undefined'])
    expect(typesOf(reportFile(simulation, definitionWith({ parallel: 0 })))).toEqual(['automation.found'])
    switchOn(simulation)
    report(simulation, 'gone')
    expect(typesOf(reportFile(simulation, wider))).toEqual(['automation.found', 'automation.proposed'])
    expect(automationOf(simulation).on).toBe(true)
  })

  it('only proposes what it may do more while something of it is held', () => {
    const simulation = withAutomation({ parallel: 1 })
    for (const id of ['f1', 'f2']) fire(simulation, deliveryOf(id))
    expect(automationOf(simulation)).toMatchObject({ on: false, held: 1 })
    expect(typesOf(reportFile(simulation, wider, { revision: 'two' }))).toEqual(['automation.proposed'])
    expect(firingOf(simulation, 'f2').state.kind).toBe('held')
  })

  it('is only known in a project that is', () => {
    const simulation = withAutomation()
    const unknown = { project: 'p9' as ProjectId }
    expect(typesOf(report(simulation, 'broken', unknown))).toEqual(['project-unknown'])
    expect(typesOf(report(simulation, 'gone', { automation: 'p1:x' }))).toEqual([])
    const broken = 'p1:broken' as AutomationId
    expect(typesOf(report(simulation, 'broken', { automation: broken }))).toEqual([
      'automation.found',
      'automation.broken',
    ])
    expect(automationOf(simulation, broken)).toMatchObject({ definition: null, on: false, problems: [problem] })
    simulation.send({ type: 'automation.switch', payload: { automation: broken, on: true } })
    expect(automationOf(simulation, broken).on).toBe(false)
  })
})

describe("a person's own file", () => {
  const mine = { id: own, scope: 'own' } as const

  it('is on from the beginning unless something from outside starts it', () => {
    const simulation = withAutomation()
    reportFile(simulation, definitionWith({}, { on: { schedule: {}, manual: {} } }), mine)
    expect(automationOf(simulation, own).on).toBe(true)
    const hook = 'p1:own:hook' as AutomationId
    reportFile(simulation, definitionWith({}, { on: { webhook: {} } }), { ...mine, id: hook })
    expect(automationOf(simulation, hook).on).toBe(false)
  })

  it('waits for a switch once something from outside is added to it, and is in force', () => {
    const simulation = withAutomation()
    reportFile(simulation, definitionWith(), mine)
    reportFile(simulation, wider, mine)
    expect(automationOf(simulation, own)).toMatchObject({ on: false, definition: wider })
    simulation.send({ type: 'automation.switch', payload: { automation: own, on: true } }, undefined, 'person')
    reportFile(simulation, definitionWith({ parallel: 4 }, { on: { issue: { labels: ['a'] } } }), mine)
    expect(automationOf(simulation, own).on).toBe(true)
  })
})

it('pauses, and sends on what was held by that, a part at a time', () => {
  const simulation = withAutomation()
  const pause = (paused: boolean) =>
    typesOf(simulation.send({ type: 'automation.pause', payload: { project, paused } }, undefined, 'person'))
  expect([pause(false), pause(true), pause(true)]).toEqual([[], ['project.automations-paused'], []])
  for (let number = 0; number < 120; number += 1) fire(simulation, deliveryOf(`f${number}`))
  pause(false)
  expect(firingOf(simulation, 'f49').state.kind).toBe('dispatching')
  expect(automationOf(simulation).held).toBe(120 - lookedAtOnce)
  fire(simulation, deliveryOf('new'))
  expect(decisionOf(simulation, 'new')).toBe('held paused: 20 wait before it')
  expect(dueAt(simulation.model, simulation.now)).toBe(simulation.now)
  simulation.send({ type: 'automation.check', payload: {} })
  expect(automationOf(simulation).held).toBe(0)
})
