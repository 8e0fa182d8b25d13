import { describe, expect, it } from 'vitest'
import type { OutboundId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { DomainEvent } from '../event.ts'
import { wrongCounts } from '../testing/automation-checks.ts'
import {
  automationOf,
  claimed,
  decisionOf,
  deliveryOf,
  fire,
  firingOf,
  handAllOver,
  handOver,
  project,
  withAutomation,
} from '../testing/automations.ts'
import { outcomeOf } from '../testing/outside.ts'
import { given, reportUsage } from '../testing/planned-run.ts'
import type { Simulation } from '../testing/simulation.ts'
import type { ThenStep } from './definition.ts'
import { dueAt } from './due.ts'

const thread = 't-f1' as ThreadId

/** Lets the host do all it is asked for, up to where agents work; which steps after a dispatch were among that. */
function settle(simulation: Simulation, choice = 1): readonly ThenStep['kind'][] {
  const steps: ThenStep['kind'][] = []
  for (let [next] = simulation.runnable(); next !== undefined; [next] = simulation.runnable()) {
    const { effect } = next
    if (effect.kind === 'firing.then') steps.push(effect.payload.step.kind)
    const outcome =
      effect.kind === 'firing.dispatch'
        ? handOver(simulation, effect.payload.firing)
        : outcomeOf(simulation, next, choice)
    simulation.settle(next, outcome)
  }
  return steps
}

function endTurn(simulation: Simulation, id: ThreadId, code?: 'crash'): readonly ThenStep['kind'][] {
  const generation = simulation.thread(id)?.session.generation ?? 0
  const outcome =
    code === undefined
      ? ({ kind: 'stopped', stopReason: 'end_turn' } as const)
      : ({ kind: 'failed', reason: { code, message: 'It died.', remedy: 'Go on.' } } as const)
  simulation.send({ type: 'turn.report-ended', payload: { thread: id, generation, outcome } })
  return settle(simulation, 3)
}

function person(simulation: Simulation, command: unknown): void {
  simulation.send(command as Command, undefined, 'person')
  settle(simulation)
}

/** One that is at work, with 2 dollars spent so far. */
function working(limits = {}, more = {}): Simulation {
  const simulation = withAutomation(limits, more)
  fire(simulation, deliveryOf('f1'))
  settle(simulation)
  expect(firingOf(simulation, 'f1').state).toMatchObject({ kind: 'under-way', run: 'r-f1', thread })
  reportUsage(simulation, thread, { used: 100, cost: 2 })
  return simulation
}

describe('a dispatch', () => {
  it('is at rest when its thread is ready, with what it cost, and makes room', () => {
    const simulation = working({ parallel: 1, cost: 5 })
    fire(simulation, deliveryOf('f2'))
    expect(automationOf(simulation).spent).toMatchObject({ cost: 0, reserved: 5 })
    expect(firingOf(simulation, 'f2').state.kind).toBe('held')
    endTurn(simulation, thread)
    expect(firingOf(simulation, 'f1')).toMatchObject({ state: { kind: 'rested', as: 'ready' }, cost: 2 })
    expect(firingOf(simulation, 'f2').state.kind).toBe('under-way')
    expect(automationOf(simulation)).toMatchObject({ spent: { cost: 2, reserved: 5 }, costInAll: 2, underWay: 1 })
    expect(wrongCounts(simulation)).toEqual([])
  })

  it('is not at rest while recovery has something to do', () => {
    const simulation = working()
    endTurn(simulation, thread, 'crash')
    expect(simulation.model.recovery.get(thread)?.diagnoses).toHaveLength(1)
    expect(firingOf(simulation, 'f1').state.kind).toBe('under-way')
    expect(automationOf(simulation).underWay).toBe(1)
  })

  it('rests parked where a person stops it, and goes on with their word', () => {
    const simulation = working({ cost: 5 }, { afterwards: [{ kind: 'notify' }] })
    person(simulation, { type: 'thread.interrupt', payload: { thread } })
    expect(endTurn(simulation, thread)).toEqual([])
    expect(firingOf(simulation, 'f1').state).toMatchObject({ kind: 'rested', as: 'parked' })
    expect(automationOf(simulation)).toMatchObject({ underWay: 0, spent: { reserved: 0, cost: 2 } })
    const blocks = [{ kind: 'text', text: 'Go on.', origin: 'person' }]
    person(simulation, { type: 'thread.prompt', payload: { thread, prompt: 'm2', attempt: 'a2', blocks } })
    expect(firingOf(simulation, 'f1').state.kind).toBe('under-way')
    expect(automationOf(simulation)).toMatchObject({ underWay: 1, spent: { reserved: 3, cost: 2 } })
    expect(wrongCounts(simulation)).toEqual([])
  })

  it('is followed by each step once, however often it rests', () => {
    const simulation = withAutomation({}, { afterwards: [{ kind: 'review' }, { kind: 'comment' }, { kind: 'notify' }] })
    fire(simulation, deliveryOf('f1'))
    settle(simulation)
    const { id } = firingOf(simulation, 'f1')
    expect(endTurn(simulation, thread)).toEqual(['comment', 'notify'])
    simulation.send({ type: 'firing.report-followed', payload: { firing: id, step: 'comment' } })
    simulation.send({ type: 'firing.report-followed', payload: { firing: id, step: 'comment' } })
    expect(firingOf(simulation, 'f1').done).toEqual(['comment'])
    const blocks = [{ kind: 'text', text: 'Go on.', origin: 'person' }]
    person(simulation, { type: 'thread.prompt', payload: { thread, prompt: 'm2', attempt: 'a2', blocks } })
    expect(endTurn(simulation, thread)).toEqual(['notify'])
  })

  it.each([
    ['landed', 1, { type: 'thread.land', payload: { thread, landing: 'l1', strategy: 'squash' } }],
    ['discarded', 0, { type: 'thread.discard', payload: { thread } }],
  ])('is over when it is %s', (outcome, useful, command) => {
    const simulation = working({ cost: 5 })
    endTurn(simulation, thread)
    person(simulation, command)
    expect(firingOf(simulation, 'f1')).toMatchObject({ state: { kind: 'over', outcome }, cost: 2 })
    expect(automationOf(simulation).counts).toMatchObject({ over: 1, useful })
    expect(wrongCounts(simulation)).toEqual([])
  })

  it('came to something where its answer arrived, though its thread is discarded', () => {
    const simulation = working()
    endTurn(simulation, thread)
    const { id: firing } = firingOf(simulation, 'f1')
    const id = 'o1' as OutboundId
    const target = { kind: 'github', host: 'github.com', repository: 'acme/shop', number: 1 } as const
    const content = { kind: 'comment', target, text: 'Found it.' } as const
    const run = 'r-f1' as never
    given(simulation, { type: 'outbound.staged', id, project, run, thread, firing, content, because: 'a rule' })
    given(simulation, { type: 'outbound.approved', id, by: 'person' })
    simulation.send({ type: 'outbound.report-sent', payload: { outbound: id, link: 'https://x', reference: '1' } })
    expect(firingOf(simulation, 'f1').answered).toBe(true)
    person(simulation, { type: 'thread.discard', payload: { thread } })
    expect(firingOf(simulation, 'f1').state).toMatchObject({ kind: 'over', outcome: 'answered' })
    expect(automationOf(simulation).counts).toMatchObject({ over: 1, useful: 1 })
  })

  it('that could not be made gives its key, its place and its subject back', () => {
    const simulation = withAutomation({ parallel: 1, cost: 3, cooldownMs: 60_000 })
    fire(simulation, claimed('f1', 'k'), claimed('f2', 'k2', { subject: '#2' }))
    const [next] = simulation.runnable()
    if (next !== undefined) simulation.settle(next, handOver(simulation, firingOf(simulation, 'f1').id, true))
    expect(decisionOf(simulation, 'f1')).toBe('skipped failed: It broke.')
    expect(decisionOf(simulation, 'f2')).toMatch(/^dispatching/)
    expect(automationOf(simulation)).toMatchObject({ underWay: 1, spent: { reserved: 3 } })
    fire(simulation, claimed('f3', 'k', { subject: '#f1' }))
    expect(decisionOf(simulation, 'f3')).toMatch(/^held parallel/)
    expect(wrongCounts(simulation)).toEqual([])
  })

  it('that another host has keeps its key taken', () => {
    const simulation = withAutomation()
    fire(simulation, claimed('f1', 'k'))
    const failure = { code: 'claimed', message: 'Another host has it.', remedy: 'Look there.' }
    const { id } = firingOf(simulation, 'f1')
    simulation.send({ type: 'firing.report-undispatched', payload: { firing: id, code: 'elsewhere', failure } })
    fire(simulation, claimed('f2', 'k'))
    expect(decisionOf(simulation, 'f1')).toBe('skipped elsewhere: Another host has it.')
    expect(decisionOf(simulation, 'f2')).toMatch(/^skipped duplicate/)
    expect(wrongCounts(simulation)).toEqual([])
  })

  it('takes late and repeated reports without a change', () => {
    const simulation = working()
    const { id } = firingOf(simulation, 'f1')
    const report = { firing: id, run: 'r-f1' as never, thread }
    expect(simulation.send({ type: 'firing.report-dispatched', payload: report })).toEqual({ ok: true, value: [] })
    const failure = { code: 'x', message: 'It broke.', remedy: 'Mend it.' }
    const failed = { firing: id, code: 'failed', failure } as const
    expect(simulation.send({ type: 'firing.report-undispatched', payload: failed })).toEqual({ ok: true, value: [] })
  })
})

describe('a held firing', () => {
  it('is sent on or dropped by a person, whatever holds it', () => {
    const simulation = withAutomation({ parallel: 0 })
    fire(simulation, deliveryOf('f1'), claimed('f2', 'k'))
    person(simulation, { type: 'firing.release', payload: { firing: 'f1' } })
    expect(decisionOf(simulation, 'f1')).toBe('under-way: you sent it on')
    person(simulation, { type: 'firing.drop', payload: { firing: 'f2' } })
    expect(decisionOf(simulation, 'f2')).toBe('skipped dropped: you dropped it')
    const again = simulation.send({ type: 'firing.release', payload: { firing: 'f2' as never } })
    expect(again).toMatchObject({ error: { code: 'firing-not-held' } })
    expect(wrongCounts(simulation)).toEqual([])
  })

  it('is due when quiet hours end, when the day does, or at once', () => {
    const simulation = withAutomation({ quiet: { from: '22:00', to: '07:00', zone: 'UTC' }, cost: 2, costPerDay: 2 })
    expect(dueAt(simulation.model, simulation.now)).toBeNull()
    simulation.now = Date.parse('2026-11-20T23:00:00Z')
    fire(simulation, deliveryOf('f1'), deliveryOf('f2'))
    expect(dueAt(simulation.model, simulation.now)).toBe(Date.parse('2026-11-21T07:00:00Z'))
    simulation.now = Date.parse('2026-11-21T07:00:00Z')
    expect(dueAt(simulation.model, simulation.now)).toBe(simulation.now)
    simulation.send({ type: 'automation.check', payload: {} })
    handAllOver(simulation)
    expect(decisionOf(simulation, 'f2')).toMatch(/^held cost/)
    expect(dueAt(simulation.model, simulation.now)).toBe(Date.parse('2026-11-22T00:00:00Z'))
  })
})

describe('stopping everything', () => {
  it('pauses, drops what waits or is being handed over, and stops the runs', () => {
    const simulation = working({ parallel: 2 })
    fire(simulation, claimed('f2', 'k'), deliveryOf('f3'))
    expect(['f2', 'f3'].map((id) => firingOf(simulation, id).state.kind)).toEqual(['dispatching', 'held'])
    simulation.send({ type: 'automation.stop-all', payload: { project } }, undefined, 'person')
    expect(simulation.model.project.get(project)?.automationsPausedSince).toBe(simulation.now)
    for (const id of ['f2', 'f3']) expect(decisionOf(simulation, id)).toBe('skipped dropped: you stopped everything')
    expect(simulation.model.run.get('r-f1')?.plan?.state.kind).toBe('stopped')
    expect(wrongCounts(simulation)).toEqual([])
    settle(simulation)
    endTurn(simulation, thread)
    expect(firingOf(simulation, 'f1').state).toMatchObject({ kind: 'rested', as: 'parked' })
  })

  it('stops a run, too, that began meanwhile', () => {
    const simulation = withAutomation()
    fire(simulation, deliveryOf('f1'))
    const reports = handOver(simulation, firingOf(simulation, 'f1').id)
    simulation.send({ type: 'automation.stop-all', payload: { project } }, undefined, 'person')
    for (const report of reports) simulation.send(report)
    expect(firingOf(simulation, 'f1').state).toEqual({ kind: 'skipped', code: 'dropped' })
    expect(simulation.model.run.get('r-f1')?.plan?.state.kind).toBe('stopped')
  })
})

it('takes a run that is at rest before it was told of as at rest', () => {
  const simulation = withAutomation()
  fire(simulation, deliveryOf('f1'))
  const [report] = handOver(simulation, firingOf(simulation, 'f1').id)
  simulation.pending = simulation.pending.filter(({ effect }) => effect.kind !== 'firing.dispatch')
  person(simulation, { type: 'thread.discard', payload: { thread } })
  const told = report === undefined ? undefined : simulation.send(report)
  const types: readonly DomainEvent['type'][] = told?.ok ? told.value.map(({ type }) => type) : []
  expect(types).toEqual(['firing.dispatched', 'firing.over', 'automation.settled'])
})
