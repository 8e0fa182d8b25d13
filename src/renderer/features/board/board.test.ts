import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { PermissionOption } from '../../../shared/domain/thread/state.ts'
import { agentKey, matches, noFilters } from './filters.ts'
import { linesOf } from './lines.ts'
import { liveFacts } from './live-facts.ts'
import { rowAction } from './row-action.ts'
import { scopeWords } from './scopes.ts'
import { marked, step } from './selection.ts'
import { threadOf } from './testing/thread-of.ts'
import { viewOf } from './use-board-view.ts'

const { model } = new MemoryModel()
const facts = liveFacts(model)

describe('the action of a row', () => {
  const option = (kind: PermissionOption['kind']) => ({ id: kind, kind, name: kind })
  const asking = (...options: readonly PermissionOption[]) =>
    threadOf('a', { state: { kind: 'needs-you' }, requests: [{ options }] as never })

  it('decides on what is asked, and answers a choice', () => {
    expect(rowAction(asking(option('allow-once'), option('deny-once')), undefined)).toMatchObject({ title: 'Decide' })
    expect(rowAction(asking(option('allow-once'), option('allow-once')), undefined)).toMatchObject({ title: 'Answer' })
  })

  it('reviews changes, and reads where there are none', () => {
    const ready = { kind: 'ready' } as const
    const checkpoint = { files: 2 } as never
    expect(rowAction(threadOf('a', { state: ready, checkpoint }), undefined)).toMatchObject({ kind: 'review' })
    expect(rowAction(threadOf('a', { state: ready }), undefined)).toMatchObject({ title: 'Read' })
  })

  it('asks why an agent is silent, and nothing of one at work', () => {
    const activity = { kind: 'running', detail: '', since: 0 } as const
    expect(rowAction(threadOf('a', { activity }), undefined)).toBeNull()
    expect(rowAction(threadOf('a', { activity: { ...activity, silentSince: 1 } }), undefined)).toMatchObject({
      tab: 'why',
    })
  })

  it('restores what was discarded', () => {
    const state = { kind: 'discarded', from: { kind: 'ready' }, trash: 'kept' } as const
    expect(rowAction(threadOf('a', { state }), undefined)).toMatchObject({ verb: { id: 'restore' } })
  })
})

describe('filters', () => {
  const thread = threadOf('a', { activity: { kind: 'editing', detail: 'src/limit.ts', since: 0 } })

  it('find every word in title, agent or activity', () => {
    expect(matches(thread, noFilters, facts)).toBe(true)
    expect(matches(thread, { ...noFilters, text: ' LIMIT invoice ' }, facts)).toBe(true)
    expect(matches(thread, { ...noFilters, text: 'limit other' }, facts)).toBe(false)
  })

  it('narrow by agent and by section', () => {
    expect(matches(thread, { ...noFilters, agent: agentKey(thread), state: 'working' }, facts)).toBe(true)
    expect(matches(thread, { ...noFilters, agent: 'catalogue other' }, facts)).toBe(false)
    expect(matches(thread, { ...noFilters, state: 'ready' }, facts)).toBe(false)
  })
})

describe('moving the selection', () => {
  const rows = ['a', 'b', 'c', 'd']
  const at = (row: string | null, anchor: string | null = null) => ({ row, anchor })

  it('starts at an end, and stays within', () => {
    expect(step(rows, at(null), { to: 'next', extend: false }).row).toBe('a')
    expect(step(rows, at(null), { to: 'previous', extend: false }).row).toBe('d')
    expect(step(rows, at('d'), { to: 'next', extend: false }).row).toBe('d')
    expect(step(rows, at('a'), { to: 'page-up', extend: false }).row).toBe('a')
    expect(step(rows, at('a'), { to: 'page-down', extend: false }).row).toBe('d')
    expect(step([], at('a'), { to: 'last', extend: false }).row).toBeNull()
  })

  it('marks from where extending began, in both directions', () => {
    const down = step(rows, step(rows, at('b'), { to: 'next', extend: true }), { to: 'next', extend: true })
    expect(marked(rows, down)).toEqual(['b', 'c', 'd'])
    const up = step(rows, at('b'), { to: 'previous', extend: true })
    expect(marked(rows, up)).toEqual(['a', 'b'])
    expect(marked(rows, step(rows, down, { to: 'first', extend: false }))).toEqual(['a'])
  })

  it('forgets what is not there any more', () => {
    expect(marked(rows, at('gone'))).toEqual([])
    expect(marked(rows, at('c', 'gone'))).toEqual(['c'])
  })
})

describe('what the board draws', () => {
  it('has rows of folded sections only while they are open', () => {
    const sections = [
      { kind: 'working', threads: ['a'] },
      { kind: 'queued', threads: ['b', 'c'] },
    ] as const
    expect(linesOf(sections, new Set()).map((line) => line.kind)).toEqual(['section', 'thread', 'section'])
    expect(linesOf(sections, new Set(['queued']))).toHaveLength(5)
  })

  it('leaves out what landed before today, except in its run', () => {
    const memory = new MemoryModel()
    const state = { kind: 'landed', landing: 'l', commit: 'c' } as never
    memory.put('thread', 'old', threadOf('old', { state, since: 5 }))
    memory.put('thread', 'new', threadOf('new', { state, since: 15, createdAt: 3 }))
    const shown = (scope: Parameters<typeof scopeWords>[1]) =>
      viewOf(memory.model, { scope, filters: noFilters, midnight: 10 }).sections.flatMap(({ threads }) => threads)
    expect(shown({ kind: 'all' })).toEqual(['new'])
    expect(shown({ kind: 'run', run: 'r1' })).toEqual(['new', 'old'])
    expect(shown({ kind: 'project', project: 'other' })).toEqual([])
  })

  it('says in words what is in the scope', () => {
    const memory = new MemoryModel()
    memory.put('thread', 'a', threadOf('a', { usage: { used: 1, size: 2, cost: 1.2 } }))
    memory.put('thread', 'b', threadOf('b', { state: { kind: 'queued' } }))
    const words = scopeWords(memory.model, { kind: 'run', run: 'r1' })
    expect(words).toMatchObject({ counts: '1 running · 1 queued · $1.20', base: 'main@abcdef0' })
    expect(scopeWords(memory.model, { kind: 'all' })).toMatchObject({ title: 'Everything', base: '' })
    expect(scopeWords(memory.model, { kind: 'run', run: 'none' })).toMatchObject({ counts: 'Nothing running' })
  })
})
