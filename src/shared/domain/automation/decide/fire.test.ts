import { describe, expect, it } from 'vitest'
import type { AutomationId } from '../../../kernel/ids.ts'
import { wrongCounts } from '../../testing/automation-checks.ts'
import {
  automation,
  automationOf,
  claimed,
  decisionOf,
  definitionWith,
  deliveryOf,
  fire,
  firingOf,
  handAllOver,
  project,
  reportFile,
  withAutomation,
} from '../../testing/automations.ts'
import type { Simulation } from '../../testing/simulation.ts'
import { automationLimits } from '../definition.ts'
import { judgeDelivery, waitsFor } from '../judge-delivery.ts'

const minute = 60_000
const night = { from: '22:00', to: '07:00', zone: 'UTC' }
const at = (time: string) => Date.parse(`2026-11-20T${time}:00Z`)

function pause(simulation: Simulation, paused = true): void {
  simulation.send({ type: 'automation.pause', payload: { project, paused } }, undefined, 'person')
}

describe('a delivery', () => {
  it('is dispatched where nothing stands against it, and known from then on', () => {
    const simulation = withAutomation()
    fire(simulation, deliveryOf('f1'))
    expect(decisionOf(simulation, 'f1')).toBe('dispatching: nothing stands against it')
    expect(simulation.pending).toMatchObject([{ effect: { kind: 'firing.dispatch', payload: { firing: 'f1' } } }])
    expect(fire(simulation, deliveryOf('f1'))).toEqual({ ok: true, value: [] })
    expect(automationOf(simulation).counts).toMatchObject({ fired: 1, dispatched: 1 })
  })

  it('says the same beforehand as it comes to', () => {
    const simulation = withAutomation({ parallel: 1 })
    for (const id of ['f1', 'f2', 'f3']) {
      const standing = {
        automation: automationOf(simulation),
        project: simulation.model.project.get(project),
        claim: undefined,
        waits: waitsFor(simulation.model, automation),
      }
      const asked = judgeDelivery(standing, deliveryOf(id), simulation.now + 1)
      fire(simulation, deliveryOf(id))
      expect(firingOf(simulation, id).reason).toBe(asked.reason)
    }
  })

  it('moves the cursor in the same decision, and only where it is another', () => {
    const simulation = withAutomation()
    const payload = { automation, trigger: 'issue', deliveries: [], cursor: { after: 3 } }
    const moved = { type: 'automation.cursor-moved', id: automation, trigger: 'issue', cursor: { after: 3 } }
    expect(simulation.send({ type: 'automation.fire', payload })).toEqual({ ok: true, value: [moved] })
    expect(simulation.send({ type: 'automation.fire', payload })).toEqual({ ok: true, value: [] })
    expect(automationOf(simulation).cursors).toEqual({ issue: { after: 3 } })
  })

  it('is refused for an automation that nobody knows, and in heaps', () => {
    const simulation = withAutomation()
    const payload = { automation: 'p1:other' as AutomationId, trigger: 'manual', deliveries: [] }
    expect(simulation.send({ type: 'automation.fire', payload })).toMatchObject({
      error: { code: 'automation-unknown' },
    })
    const heap = Array.from({ length: 51 }, (_, number) => deliveryOf(`f${number}`))
    expect(fire(simulation, ...heap)).toMatchObject({ error: { code: 'too-many-deliveries' } })
    const known = { automation, trigger: 'branch', deliveries: [], cursor: 'x'.repeat(16_001) }
    expect(simulation.send({ type: 'automation.fire', payload: known })).toMatchObject({
      error: { code: 'cursor-too-long' },
    })
  })
})

describe('a delivery is skipped', () => {
  it('where the file was never right, is gone, or its project is', () => {
    const simulation = withAutomation()
    const broken = 'p1:broken' as AutomationId
    const problem = { code: 'x', message: 'Wrong.', remedy: 'Mend it.', line: 1, column: 1 }
    const report = (id: AutomationId, file: object) =>
      simulation.send({
        type: 'automation.report-file',
        payload: { automation: id, project, name: 'look', scope: 'project', by: 'file', file: file as never },
      })
    report(broken, { kind: 'broken', problems: [problem] })
    const payload = { automation: broken, trigger: 'manual', deliveries: [deliveryOf('f1')] }
    simulation.send({ type: 'automation.fire', payload })
    expect(decisionOf(simulation, 'f1')).toBe('skipped undefined: the file of the automation was never right so far')
    report(automation, { kind: 'gone' })
    fire(simulation, deliveryOf('f2'))
    expect(decisionOf(simulation, 'f2')).toBe('skipped undefined: the file of the automation is gone')
    simulation.send({ type: 'project.forget', payload: { project } }, undefined, 'person')
    fire(simulation, deliveryOf('f3'))
    expect(decisionOf(simulation, 'f3')).toBe('skipped undefined: its project is known no longer')
  })

  it('for a fault, then a filter, then a cycle', () => {
    const simulation = withAutomation()
    const fault = { code: 'variable-missing', message: 'The event has no title.', remedy: 'Take it out.' }
    const verdicts = [
      { words: 'label is bug', passed: true },
      { words: 'label is question', passed: false },
    ]
    const chain = [automation]
    fire(simulation, deliveryOf('f1', { fault, verdicts, chain }), deliveryOf('f2', { verdicts, chain }))
    expect(decisionOf(simulation, 'f1')).toBe('skipped fault: The event has no title.')
    expect(decisionOf(simulation, 'f2')).toBe('skipped filter: label is question')
    const long = Array.from({ length: automationLimits.chain + 1 }, (_, number) => `p1:a${number}` as AutomationId)
    fire(simulation, deliveryOf('f3', { chain }), deliveryOf('f4', { chain: long }))
    fire(simulation, deliveryOf('f5', { chain: long.slice(1) }))
    expect(decisionOf(simulation, 'f3')).toBe('skipped cycle: look led to it, and would start itself')
    expect(decisionOf(simulation, 'f4')).toMatch(/^skipped cycle: 6 automations/)
    expect(firingOf(simulation, 'f5').state.kind).toBe('dispatching')
  })

  it('where its key is taken, by one that is held too, and not where that was given back', () => {
    const simulation = withAutomation({ parallel: 1 })
    const some = { subject: '#480' }
    fire(simulation, claimed('f1', 'k1', some), claimed('f2', 'k1'), claimed('f3', 'k2', { subject: null }))
    fire(simulation, claimed('f4', 'k2'))
    expect(decisionOf(simulation, 'f2')).toBe('skipped duplicate: same as #480')
    expect(decisionOf(simulation, 'f3')).toMatch(/^held parallel/)
    expect(decisionOf(simulation, 'f4')).toBe('skipped duplicate: same as one before it')
    simulation.send({ type: 'firing.drop', payload: { firing: firingOf(simulation, 'f3').id } }, undefined, 'person')
    fire(simulation, claimed('f5', 'k2'))
    expect(decisionOf(simulation, 'f5')).toMatch(/^held parallel/)
    expect(wrongCounts(simulation)).toEqual([])
  })

  it('while its subject cools down, by a clock that may be set back', () => {
    const simulation = withAutomation({ cooldownMs: 10 * minute })
    const same = { subject: '#1' }
    simulation.now = at('12:00')
    fire(simulation, deliveryOf('f1', same))
    simulation.now += 4 * minute
    fire(simulation, deliveryOf('f2', same), deliveryOf('f3', { subject: '#2' }))
    expect(decisionOf(simulation, 'f2')).toBe(
      'skipped cooldown: the same was dispatched 4 minutes ago, and 10 minutes must pass',
    )
    expect(firingOf(simulation, 'f3').state.kind).toBe('dispatching')
    simulation.now -= 6 * minute
    fire(simulation, deliveryOf('f4', same))
    expect(firingOf(simulation, 'f4').state).toEqual({ kind: 'skipped', code: 'cooldown' })
    simulation.now -= 24 * 60 * minute
    fire(simulation, deliveryOf('f5', same))
    expect(firingOf(simulation, 'f5').state.kind).toBe('dispatching')
  })

  it('within quiet hours that skip, paused or not', () => {
    const simulation = withAutomation({ quiet: night, quietThen: 'skip' })
    pause(simulation)
    simulation.now = at('23:00')
    fire(simulation, deliveryOf('f1'))
    expect(decisionOf(simulation, 'f1')).toBe('skipped quiet: it is within the quiet hours, 22:00 to 07:00')
    simulation.now = at('08:00')
    fire(simulation, deliveryOf('f2'))
    expect(decisionOf(simulation, 'f2')).toMatch(/^held paused/)
  })
})

describe('a delivery is held', () => {
  it('while the project is paused, then within quiet hours, then behind what is under way', () => {
    const simulation = withAutomation({ quiet: night, parallel: 1 })
    simulation.now = at('23:00')
    pause(simulation)
    fire(simulation, deliveryOf('f1'))
    expect(decisionOf(simulation, 'f1')).toBe('held paused: automations of this project are paused')
    pause(simulation, false)
    expect(decisionOf(simulation, 'f1')).toBe('held quiet: it is within the quiet hours, 22:00 to 07:00')
    simulation.now = at('07:00')
    fire(simulation, deliveryOf('f2'))
    expect(firingOf(simulation, 'f1').state.kind).toBe('dispatching')
    expect(decisionOf(simulation, 'f2')).toBe('held parallel: 1 is under way, and 1 may be')
  })

  it('where the day would cost too much', () => {
    const simulation = withAutomation({ cost: 3, costPerDay: 7 })
    simulation.now = at('12:00')
    fire(simulation, deliveryOf('f1'), deliveryOf('f2'), deliveryOf('f3'))
    expect(firingOf(simulation, 'f2').state.kind).toBe('dispatching')
    expect(decisionOf(simulation, 'f3')).toBe(
      'held cost: $0.00 of $7.00 is spent today, $6.00 set aside, and this may cost $3.00',
    )
    expect(automationOf(simulation).spent.reserved).toBe(6)
  })

  it('behind those that wait, and skipped where too many do', () => {
    const simulation = withAutomation({ parallel: 0 })
    for (let part = 0; part < automationLimits.held / 50; part += 1) {
      fire(simulation, ...Array.from({ length: 50 }, (_, number) => deliveryOf(`f${part * 50 + number}`)))
    }
    expect(automationOf(simulation).held).toBe(automationLimits.held)
    fire(simulation, deliveryOf('last'))
    expect(decisionOf(simulation, 'last')).toMatch(/^skipped full: 10000 are held, and no more may be/)
  })
})

it('drops what is held where its project is forgotten, and gives its key back', () => {
  const simulation = withAutomation({ parallel: 0 })
  fire(simulation, claimed('f1', 'k'))
  simulation.send({ type: 'project.forget', payload: { project } }, undefined, 'person')
  expect(decisionOf(simulation, 'f1')).toBe('skipped undefined: its project is known no longer')
  expect(simulation.model.claim.get('k')?.released).toBe(true)
  expect(automationOf(simulation)).toMatchObject({ held: 0, counts: { fired: 1, skipped: 1 } })
})

it('goes on in the order in which it came, as places come free', () => {
  const simulation = withAutomation({ parallel: 1 })
  fire(simulation, deliveryOf('f1'), deliveryOf('f2'), deliveryOf('f3'))
  handAllOver(simulation)
  reportFile(simulation, definitionWith({ parallel: 2 }), { by: 'person' })
  expect(decisionOf(simulation, 'f2')).toBe('dispatching: what held it is over')
  expect(decisionOf(simulation, 'f3')).toMatch(/^held parallel/)
  reportFile(simulation, definitionWith({}), { by: 'person' })
  expect(firingOf(simulation, 'f3').state.kind).toBe('dispatching')
  expect(wrongCounts(simulation)).toEqual([])
})
