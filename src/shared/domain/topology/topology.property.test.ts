import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ProjectId, ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent, StoredEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { coordinate } from '../testing/coordinate.ts'
import { lots } from '../testing/orchestrate.ts'
import { planRun } from '../testing/plans.ts'
import { perform, type Step } from '../testing/random-steps.ts'
import { Simulation } from '../testing/simulation.ts'
import { heldBehind } from './behind.ts'
import { scoreOf } from './score.ts'
import { memberStanding } from './standing.ts'
import { conflicting, report, spotIn } from './testing/pairs.ts'
import { thresholds } from './weights.ts'

const numRuns = Math.ceil(Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300) / 3)
const steps: fc.Arbitrary<readonly Step[]> = fc.array(fc.tuple(fc.nat(40), fc.nat(5), fc.nat(1000)), {
  minLength: 40,
  maxLength: 200,
  size: 'max',
})

/** Two runs and threads by themselves in one project that lets teams be made. */
function world(): Simulation {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 3 } })
  simulation.open('p1', '/p1')
  const coordination = { topology: 'adaptive', teams: 'automatic' } as const
  simulation.send({ type: 'project.coordinate', payload: { project: 'p1' as ProjectId, coordination } }, null, 'person')
  planRun(simulation, 'R0', { tasks: { a: {}, b: {}, c: {}, d: { after: ['a'] } } })
  planRun(simulation, 'R1', { tasks: { e: {}, f: {} } })
  return simulation
}

/** The same, with a thread that waits for another one: few steps lead to that. */
function worldInOrder(): Simulation {
  const simulation = world()
  for (const id of ['s1', 's2']) simulation.dispatch(id)
  const [first, second] = ['s1', 's2'].map((id) => {
    const { run, task } = simulation.thread(id as ThreadId) ?? { run: '' as never, task: '' as never }
    return { run, task }
  })
  if (first !== undefined && second !== undefined) report(simulation, [first, second], conflicting(spotIn('src/0.ts')))
  return simulation
}

function walk(sequence: readonly Step[], after: (simulation: Simulation, events: readonly StoredEvent[]) => void) {
  const simulation = worldInOrder()
  for (const step of sequence) {
    const before = simulation.events.length
    // Every third step is about teams; what else happens is what happens anywhere.
    if (step[0] % 3 === 0) coordinate(simulation, lots(step[2] * 6 + step[1]), `${before}`)
    else perform(simulation, step, 3)
    after(simulation, simulation.events.slice(before))
  }
  return simulation
}

function teamsByTask(model: Model): ReadonlyMap<string, readonly string[]> {
  const teams = new Map<string, string[]>()
  for (const { id, members, state } of model.cluster.values()) {
    if (state.kind !== 'team') continue
    for (const { task } of members) teams.set(task, [...(teams.get(task) ?? []), id])
  }
  return teams
}

function circleFrom(model: Model, id: string): boolean {
  const seen = new Set<string>()
  for (let thread = model.thread.get(id); thread !== undefined; thread = heldBehind(model, thread)) {
    if (seen.has(thread.id)) return true
    seen.add(thread.id)
  }
  return false
}

const switches = new Set<DomainEvent['type']>([
  'cluster.proposed',
  'cluster.formed',
  'cluster.joined',
  'cluster.left',
  'cluster.dissolved',
  'thread.released',
  'run.switched',
])

function becauseOf(event: DomainEvent): string | null {
  if (event.type === 'thread.put-behind') return event.behind.because
  if (event.type === 'coupling.stood' && event.standing.kind === 'serialized') return event.standing.because
  return switches.has(event.type) ? (event as { readonly because: string }).because : null
}

/** With the last of its members a team is over, whoever wanted it. */
function isEmpty(model: Model, event: DomainEvent): boolean {
  const members = event.type === 'cluster.dissolved' ? (model.cluster.get(event.id)?.members ?? []) : null
  return members?.every((member) => memberStanding(model, member).kind === 'gone') ?? false
}

const changesCluster = /^cluster\.(accepted|joined|left|pinned|led|dissolved)$/

/** Clusters that were pinned before these events and that the host changed. */
function changedPinned(pinned: ReadonlySet<string>, model: Model, events: readonly StoredEvent[]): readonly string[] {
  return events.flatMap(({ actor, event }) => {
    if (actor === 'person' || !changesCluster.test(event.type) || !pinned.has(event.id)) return []
    // A task that is added to a run that is a team belongs to it.
    const grows = event.type === 'cluster.joined' && model.cluster.get(event.id)?.run != null
    return grows || isEmpty(model, event) ? [] : [`${event.type} of ${event.id}`]
  })
}

function violations(model: Model, events: readonly StoredEvent[]): readonly string[] {
  const shared = [...teamsByTask(model)].filter(([, teams]) => teams.length > 1)
  const circles = [...model.thread.values()].filter(({ id, behind }) => behind !== undefined && circleFrom(model, id))
  const silent = events.filter(({ event }) => becauseOf(event) === '')
  return [
    ...shared.map(([task, teams]) => `${task} is in ${teams.join(' and ')}`),
    ...circles.map(({ id }) => `${id} waits for itself`),
    ...silent.map(({ event }) => `${event.type} says no reason`),
  ]
}

/** It came of less than the host may act on, or ask a person about. */
function isTooLow(model: Model, event: DomainEvent): boolean {
  if (event.type !== 'cluster.formed' && event.type !== 'cluster.proposed') return false
  const least = event.type === 'cluster.formed' ? thresholds.automatic : thresholds.propose
  return (model.cluster.get(event.id)?.score ?? 0) < least
}

describe('teams', () => {
  it('never share a task, never wait in a circle, stay as a person pinned them, and say why', () => {
    const seen = new Map<string, number>()
    fc.assert(
      fc.property(steps, (sequence) => {
        let pinned: ReadonlySet<string> = new Set()
        walk(sequence, ({ model }, events) => {
          const wrong = [...violations(model, events), ...changedPinned(pinned, model, events)]
          // One comparison a step: they are slow, and steps are many.
          if (wrong.length > 0) throw new Error(wrong.join('; '))
          for (const { event } of events) seen.set(event.type, (seen.get(event.type) ?? 0) + 1)
          pinned = new Set([...model.cluster.values()].filter((one) => one.pinned).map(({ id }) => id))
        })
      }),
      { numRuns },
    )
    // The steps lead to everything that this is about.
    for (const type of [...switches, 'thread.put-behind', 'coupling.closed', 'cluster.led']) {
      expect(seen.get(type) ?? 0, type).toBeGreaterThan(0)
    }
  })

  it('come of nothing but evidence: without any, no cluster and no message', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const simulation = world()
        const add = (step: Step) => {
          const members = [...simulation.model.thread.values()].map(({ run, task }) => ({ run, task }))
          const [one, other] = [members[step[1]], members[step[2] % 7]]
          if (one === undefined || other === undefined) return
          const project = simulation.model.run.get(one.run)?.project ?? ('p1' as ProjectId)
          const pairs = [{ members: [one, other] as const, evidence: [] }]
          const ids = ['i1', 'i2', 'i3'].map((id) => `${id}-${simulation.events.length}`)
          simulation.send({ type: 'coupling.report', payload: { project, pairs, ids } })
        }
        for (const step of sequence) {
          if (step[0] % 3 === 0) add(step)
          else if (step[0] !== 31 && step[0] !== 32) perform(simulation, step, 3)
        }
        expect([...simulation.model.cluster.values()]).toEqual([])
        expect(simulation.events.filter(({ event }) => event.type === 'message.sent')).toEqual([])
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    )
  })

  it('that the host makes or proposes are above the threshold', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        walk(sequence, ({ model }, events) => {
          if (!events.some(({ event }) => event.type === 'coupling.measured')) return
          const low = events.filter(({ event }) => isTooLow(model, event)).map(({ event }) => event.type)
          if (low.length > 0) throw new Error(`below the threshold: ${low.join()}`)
        })
      }),
      { numRuns: Math.ceil(numRuns / 3) },
    )
  })
})

describe('a score', () => {
  const part = fc.record({ value: fc.double({ min: -1, max: 2 }), weight: fc.double({ min: 0, max: 1, noNaN: true }) })

  it('is from 0 to 1, and no part makes it smaller', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), part, (parts, more) => {
        const score = scoreOf(parts)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(scoreOf([...parts, more])).toBeGreaterThanOrEqual(score)
        const stronger = { ...more, value: more.value + 0.1 }
        expect(scoreOf([...parts, stronger])).toBeGreaterThanOrEqual(scoreOf([...parts, more]))
      }),
    )
  })
})
