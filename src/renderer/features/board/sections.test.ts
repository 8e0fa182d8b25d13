import { describe, expect, it } from 'vitest'
import type { ThreadState } from '../../../shared/domain/thread/state.ts'
import type { TaskId } from '../../../shared/kernel/ids.ts'
import type { LiveFacts } from './live-facts.ts'
import { sectionWords } from './section-words.ts'
import { inSections, withTeams } from './sections.ts'
import { threadOf } from './testing/thread-of.ts'
import { waitsSince } from './waits.ts'

const nothing: LiveFacts = { recovering: new Set(), together: new Map(), teams: [] }
const reason = { code: 'crash', message: 'It ended.', remedy: 'Prompt.' } as const

describe('sections', () => {
  it('stand in a fixed order, without those that are empty', () => {
    const states: readonly ThreadState[] = [
      { kind: 'queued' },
      { kind: 'running' },
      { kind: 'ready' },
      { kind: 'parked', reason },
      { kind: 'discarded', from: { kind: 'ready' }, trash: 'kept' },
    ]
    const threads = states.map((state) => threadOf(state.kind, { state }))
    expect(inSections(threads, nothing).map(({ kind }) => kind)).toEqual([
      'needs-you',
      'ready',
      'working',
      'queued',
      'discarded',
    ])
  })

  it('put first what has waited longest, and what ended last', () => {
    const ready = { kind: 'ready' } as const
    const waiting = [threadOf('late', { state: ready, since: 9 }), threadOf('early', { state: ready, since: 3 })]
    expect(inSections(waiting, nothing)).toEqual([{ kind: 'ready', threads: ['early', 'late'] }])
    const gone = { kind: 'discarded', from: ready, trash: 'kept' } as const
    const ended = [threadOf('early', { state: gone, since: 3 }), threadOf('late', { state: gone, since: 9 })]
    expect(inSections(ended, nothing)).toEqual([{ kind: 'discarded', threads: ['late', 'early'] }])
  })

  it('keep the place of what is at work through its states', () => {
    const one = threadOf('one', { queuedAt: 1, since: 90, state: { kind: 'verifying', rest: { kind: 'ready' } } })
    const two = threadOf('two', { queuedAt: 2, since: 10 })
    expect(inSections([two, one], nothing)).toEqual([{ kind: 'working', threads: ['one', 'two'] }])
  })

  it('take up what recovery is at and what works together', () => {
    const facts = { ...nothing, recovering: new Set(['a']), together: new Map([['tb', 'k']]), teams: ['k'] }
    const threads = [
      threadOf('a', { state: { kind: 'parked', reason } }),
      threadOf('b', { task: 'tb' as TaskId }),
      threadOf('c'),
    ]
    expect(inSections(threads, facts).map(({ kind }) => kind)).toEqual(['trouble', 'together', 'working'])
  })

  it('keep teams apart, the oldest first, and show one of which nobody is at work', () => {
    const together = new Map([
      ['ta', 'new'],
      ['tb', 'old'],
      ['tc', 'old'],
    ])
    const facts = { ...nothing, together, teams: ['old', 'new', 'resting'] }
    const of = (id: string) => threadOf(id, { task: `t${id}` as TaskId })
    const sections = inSections([of('a'), of('b'), of('c'), threadOf('d')], facts)
    expect(sections).toEqual([
      { kind: 'together', team: 'old', threads: ['b', 'c'] },
      { kind: 'together', team: 'new', threads: ['a'] },
      { kind: 'working', threads: ['d'] },
    ])
    const shown = withTeams(sections, facts.teams)
    expect(shown.map(({ team }) => team)).toEqual(['old', 'new', 'resting', undefined])
    expect(shown[2]?.threads).toEqual([])
  })
})

describe('the words behind a title', () => {
  const minute = 60_000
  const facts = {
    kind: 'needs-you',
    count: 3,
    oldest: 0,
    busy: 4,
    executors: 4,
    behind: 0,
    frozen: false,
    teams: false,
  } as const

  it.each([
    [facts, 9 * minute, '3, oldest 9 min'],
    [{ ...facts, count: 1 }, 9 * minute, '1, for 9 min'],
    [facts, 59_000, '3'],
    [{ ...facts, oldest: null }, 9 * minute, '3'],
    [{ ...facts, count: 0 }, 9 * minute, ''],
    [{ ...facts, kind: 'working' as const, count: 7, teams: true }, 0, '7 independent'],
    [{ ...facts, kind: 'queued' as const, count: 6 }, 0, '6: all 4 executors are busy'],
    [{ ...facts, kind: 'queued' as const, busy: 1, executors: 1 }, 0, '3: the one executor is busy'],
    [{ ...facts, kind: 'queued' as const, busy: 3 }, 0, '3: about to start'],
  ])('of %o', (given, now, words) => {
    expect(sectionWords(given, now)).toBe(words)
  })
})

describe('waiting for a person', () => {
  it('begins with the first thing that was asked', () => {
    const requests = [{ askedAt: 40 }, { askedAt: 70 }] as never
    expect(waitsSince(threadOf('a', { state: { kind: 'needs-you' }, since: 50, requests }))).toBe(40)
  })

  it('is nothing that an agent at work does', () => {
    expect(waitsSince(threadOf('a'))).toBeNull()
    expect(waitsSince(threadOf('a', { state: { kind: 'queued' } }))).toBeNull()
  })
})

describe('what needs nobody', () => {
  it('is set aside where another attempt or a reader ended', () => {
    const superseded = { kind: 'parked', reason: { ...reason, code: 'superseded' } } as const
    const threads = [
      threadOf('replaced', { state: superseded, since: 3 }),
      threadOf('verifier', { state: { kind: 'parked', reason }, role: 'verifier', since: 2 }),
      threadOf('planner', { state: { kind: 'ready' }, role: 'planner', since: 1 }),
    ]
    expect(inSections(threads, nothing)).toEqual([{ kind: 'ended', threads: ['replaced', 'verifier', 'planner'] }])
  })

  it('is counted with what it comes after', () => {
    const queued = { kind: 'queued', oldest: null, busy: 1, executors: 4, frozen: false, teams: false } as const
    expect(sectionWords({ ...queued, count: 5, behind: 4 }, 0)).toBe('5: about to start; 4 come after other tasks')
    expect(sectionWords({ ...queued, count: 2, behind: 2 }, 0)).toBe('2: they come after other tasks')
    expect(sectionWords({ ...queued, count: 2, behind: 2, frozen: true }, 0)).toBe('2: everything is frozen')
  })
})
