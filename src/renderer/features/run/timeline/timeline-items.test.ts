import { expect, it } from 'vitest'
import { timelineOf } from '../../../../shared/domain/run/timeline.ts'
import { given, givenRun, givenTurn } from '../../../../shared/domain/testing/planned-run.ts'
import { Simulation } from '../../../../shared/domain/testing/simulation.ts'
import type { CommandId, RunId, TaskId } from '../../../../shared/kernel/ids.ts'
import { runVersion } from './run-version.ts'
import { byMinute, filtered, timelineItems } from './timeline-items.ts'
import { timelineNames } from './timeline-names.ts'

const agents = [{ id: 'scripted', name: 'Scripted' }]
const crash = { code: 'crash', message: 'It died.', remedy: 'Go on.' } as const

function told() {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 2 } })
  givenRun(simulation, { a: {}, b: {} })
  const thread = givenTurn(simulation, 'a')
  given(simulation, {
    type: 'task.linked',
    id: 'b' as TaskId,
    link: { on: 'a' as TaskId, from: 'landed', because: 'It said so.' },
  })
  given(simulation, { type: 'thread.parked', id: thread, reason: crash })
  return { simulation, thread }
}

function itemsOf({ simulation }: ReturnType<typeof told>) {
  const events = timelineOf(simulation.model, 'r', simulation.events).toReversed()
  return timelineItems(events, { names: timelineNames(simulation.model, 'r', events), agents })
}

it('tells what happened in sentences, of which task, and what it rests on', () => {
  const items = itemsOf(told())
  expect(items.map(({ task, text }) => [task, text])).toEqual([
    [null, 'A run began'],
    [null, 'The plan was taken in'],
    [null, '2 tasks were planned'],
    ['a', 'Started by Scripted'],
    ['b', 'Now comes after Task a'],
    ['a', 'Parked: It died.'],
  ])
  expect(items[2]?.evidence).toEqual(['Task a', 'Task b'])
  expect(items[4]?.evidence).toEqual(['It said so.'])
  expect(items.at(-1)).toMatchObject({ thread: 'a1', glyph: 'you', evidence: ['Go on.'] })
})

it('says once what several events tell: what failed and what is done about it', () => {
  const { simulation, thread } = told()
  const step = { kind: 'resend' } as const
  const about = {
    class: 'crash',
    evidence: ['It died.'],
    words: 'It is sent again.',
    number: 1,
    at: 1,
    dueAt: 2,
  } as const
  const diagnosed = (kind: 'resend' | 'ask') =>
    ({ ...about, step: kind === 'ask' ? { kind, options: [] } : step }) as const
  const parked = { type: 'thread.parked', id: thread, reason: crash } as const
  const failed = { type: 'verification.failed', id: thread, round: 1 } as const
  const texts = (kind: 'resend' | 'ask') => {
    const together = [parked, failed, { type: 'recovery.diagnosed', id: thread, diagnosis: diagnosed(kind) } as const]
    const stored = together.map((event, at) => ({ ...base, sequence: at, event }))
    const names = timelineNames(simulation.model, 'r', stored)
    return timelineItems(stored.toReversed(), { names, agents }).map(({ text }) => text)
  }
  const base = { at: 0, actor: 'host', cause: null, command: 'c' as CommandId } as const
  expect(texts('resend')).toEqual(['Its agent crashed: It is sent again.'])
  expect(texts('ask')).toEqual(['Parked: It died.', 'Its agent crashed: It is sent again.'])
})

it('is grouped by minute and narrowed to a task or a kind', () => {
  const items = itemsOf(told())
  const minute = 60_000
  const spread = items.map((item, at) => ({ ...item, at: at < 2 ? 5 : minute + at }))
  expect(byMinute(spread).map(({ at, items: within }) => [at, within.length])).toEqual([
    [0, 2],
    [minute, 4],
  ])
  expect(filtered(items, { what: 'all', task: 'b' }).map(({ text }) => text)).toEqual(['Now comes after Task a'])
  expect(filtered(items, { what: 'gates', task: null })).toEqual([])
})

it('names tasks and threads that have left the model by what the events say', () => {
  const world = told()
  const events = timelineOf(world.simulation.model, 'r', world.simulation.events)
  const names = timelineNames(new Simulation().model, 'r', events)
  expect(names.tasks.get('a')?.title).toBe('Task a')
  expect(names.taskOf.get(world.thread)).toBe('a')
})

it('is read again once something was done, not with every step of an agent', () => {
  const { simulation, thread } = told()
  const before = runVersion(simulation.model, 'r')
  given(simulation, {
    type: 'thread.activity-changed',
    id: thread,
    activity: { kind: 'editing', detail: 'x', since: 1 },
  })
  expect(runVersion(simulation.model, 'r')).toBe(before)
  given(simulation, { type: 'run.paused', id: 'r' as RunId, by: 'person', because: 'You paused it.' })
  expect(runVersion(simulation.model, 'r')).not.toBe(before)
})
