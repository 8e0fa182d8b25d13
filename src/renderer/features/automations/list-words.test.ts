import { describe, expect, it } from 'vitest'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import { failure } from '../../../shared/kernel/failure.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import { countWords, inOrder, presentWords, stopWords, troubleLines } from './list-words.ts'

const base: Automation = {
  id: 'p:a' as AutomationId,
  project: 'p' as ProjectId,
  name: 'a',
  scope: 'project',
  definition: null,
  revision: '',
  on: true,
  cursors: {},
  health: {},
  counts: { fired: 0, dispatched: 0, skipped: 0, useful: 0, over: 0 },
  held: 0,
  underWay: 0,
  firedAt: null,
  dispatchedAt: null,
  cooling: [],
  spent: { day: '2026-11-20', cost: 0, reserved: 0 },
  costInAll: 0,
}
const around = { now: 1_000_000, titleOf: (kind: string) => kind.toUpperCase() }
const counted = (counts: Partial<Automation['counts']>) => ({ ...base, counts: { ...base.counts, ...counts } })

describe('the line of an automation', () => {
  it('counts what it did', () => {
    expect(countWords(base)).toBe('never yet')
    expect(countWords(counted({ fired: 3 }))).toBe('fired 3 times, none dispatched')
    expect(countWords(counted({ fired: 3, dispatched: 1 }))).toBe('1 time')
    expect(countWords(counted({ fired: 20, dispatched: 14, useful: 12, over: 13 }))).toBe('14 times, 12 useful')
  })

  it('says what is under way before what comes next', () => {
    const { now } = around
    expect(presentWords({ ...base, underWay: 2 }, { now, next: now })).toBe('2 under way')
    expect(presentWords(base, { now, next: now + 120_000 })).toBe('next in 2 min')
    expect(presentWords({ ...base, on: false }, { now, next: now })).toBeNull()
  })

  it('names trouble with its place, and what holds all the same', () => {
    const problem = { code: 'x', message: 'limit is no field.', remedy: 'Write limits.', line: 4, column: 7 }
    const troubled: Automation = {
      ...base,
      problems: [problem, problem],
      held: 1,
      health: {
        issue: { failure: failure('revoked', 'The token is revoked.', 'Sign in again.'), since: 0, retryAt: null },
      },
    }
    expect(troubleLines(troubled, around)).toEqual([
      { kind: 'error', text: 'Line 4, column 7: limit is no field. And 1 more problem. Nothing is in force.' },
      { kind: 'error', text: 'ISSUE: The token is revoked.', remedy: 'Sign in again.', since: 0 },
      { kind: 'note', text: '1 event held' },
    ])
    expect(troubleLines(base, around)).toEqual([])
  })

  it('has those whose file is gone last, and only for what they did', () => {
    const gone = { ...base, name: 'a', goneSince: 5, counts: { ...base.counts, fired: 1 } }
    const list = [{ ...gone, counts: base.counts }, gone, { ...base, name: 'b' }]
    expect(inOrder(list).map(({ name }) => name)).toEqual(['b', 'a'])
    expect(troubleLines({ ...gone, held: 2 }, around)).toHaveLength(1)
  })

  it('has those of the project first', () => {
    const list = [{ ...base, name: 'b' }, { ...base, name: 'a', scope: 'own' as const }, base]
    expect(inOrder(list).map(({ name, scope }) => `${scope} ${name}`)).toEqual(['project a', 'project b', 'own a'])
  })

  it('says what stopping stops', () => {
    expect(stopWords({ underWay: 2, held: 1 })).toBe(
      '2 runs are stopped, one held event is dropped, and nothing begins until you resume.',
    )
    expect(stopWords({ underWay: 0, held: 0 })).toBe('No runs are stopped, and nothing begins until you resume.')
  })
})
