import fc from 'fast-check'
import { expect, it } from 'vitest'
import { beside } from './beside.ts'
import type { StoredEvent } from './event.ts'
import { MemoryModel } from './memory-model.ts'
import { type Aggregate, aggregates, type Model } from './model.ts'
import { Overlay } from './overlay.ts'
import { randomSteps, walk } from './testing/random-steps.ts'

const runs = Number(globalThis.process?.env.FAST_CHECK_RUNS ?? 300)
const grouped = ['task', 'thread', 'landing'] as const

type Grouped = (typeof grouped)[number]

const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const

/** Only what an index looks at; the group moves too, which no event does. */
function instance(aggregate: Grouped, id: string, group: string): never {
  const state = { kind: aggregate === 'thread' ? 'queued' : 'waiting' }
  return { id, run: group, thread: group, state } as never
}

const sorted = (states: Iterable<{ readonly id: string }>) =>
  [...states].sort((one, other) => (one.id < other.id ? -1 : 1))

function scanned(model: Model, aggregate: Grouped, group: string) {
  if (aggregate === 'landing') return [...model.landing.values()].filter(({ thread }) => thread === group)
  const states = aggregate === 'task' ? [...model.task.values()] : [...model.thread.values()]
  return states.filter(({ run }) => run === group)
}

function expectTrue(model: Model, groups: Iterable<string>): void {
  for (const aggregate of grouped) {
    for (const group of groups) {
      const found = sorted(model[aggregate].within(group))
      expect(found).toEqual(sorted(scanned(model, aggregate, group)))
    }
  }
}

const change = fc.record({
  aggregate: fc.constantFrom(...grouped),
  id: fc.constantFrom(...ids),
  group: fc.constantFrom('r', 's', 't'),
  removed: fc.nat(4).map((number) => number === 0),
})

it('finds in a group what looking at everything finds, after any changes', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), fc.nat(20), (changes, askedAfter) => {
      const memory = new MemoryModel()
      for (const [number, { aggregate, group, id, removed }] of changes.entries()) {
        if (removed) memory.remove(aggregate, id)
        else memory.put(aggregate, id, instance(aggregate, id, group))
        if (number >= askedAfter) expectTrue(memory.model, ['r', 's', 't', 'none'])
      }
    }),
    { numRuns: runs },
  )
})

/** What happened, some of it in the lowest of three models and the rest in those above. */
function layered(events: readonly StoredEvent[], first: number, second: number): Model {
  const lowest = new MemoryModel()
  const begun = new Overlay(lowest.model)
  for (const stored of events.slice(0, first)) begun.apply(stored)
  for (const { aggregate, id, state } of begun.changes()) lowest.put(aggregate, id, state)
  const middle = new Overlay(lowest.model)
  for (const stored of events.slice(first, second)) middle.apply(stored)
  const top = new Overlay(middle.model)
  const groups = groupsOf(lowest.model)
  for (const stored of events.slice(second)) {
    top.apply(stored)
    // Also what was asked before the next change.
    expectTrue(top.model, groups)
  }
  return top.model
}

function groupsOf(model: Model): readonly string[] {
  return ['none', ...[...model.run.values()].map(({ id }) => id), ...[...model.thread.values()].map(({ id }) => id)]
}

it('finds the same in models that lie upon each other, in the order of all', () => {
  fc.assert(
    fc.property(randomSteps, fc.nat(), fc.nat(20), (steps, some, few) => {
      const { events } = walk(steps.slice(0, 150))
      const first = some % events.length
      const model = layered(events, first, Math.max(first, events.length - few))
      for (const group of groupsOf(model)) {
        for (const aggregate of grouped) {
          expect([...model[aggregate].within(group)]).toEqual(scanned(model, aggregate, group))
        }
      }
      const aside = layered(events.slice(0, first), 0, first)
      expectTrue(beside(aside, model), groupsOf(model))
    }),
    { numRuns: Math.ceil(runs / 10) },
  )
})

it('knows no groups of anything else', () => {
  const { model } = new MemoryModel()
  const others = aggregates.filter((aggregate: Aggregate) => !(grouped as readonly string[]).includes(aggregate))
  for (const aggregate of others) expect([...model[aggregate].within('r')]).toEqual([])
})
