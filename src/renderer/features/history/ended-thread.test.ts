import { describe, expect, it } from 'vitest'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { type EndedThread, filterEnded, mergeEnded, recalledEnded } from './ended-thread.ts'

const ended = (id: string, since: number, part: Partial<Thread> = {}): EndedThread => ({
  thread: {
    id,
    since,
    title: `Task ${id}`,
    project: 'p1',
    state: { kind: 'landed', landing: 'l', commit: 'c' },
    ...part,
  } as Thread,
  landing: undefined,
  archived: false,
})
const ids = (list: readonly EndedThread[]) => list.map(({ thread }) => thread.id)

describe('ended threads', () => {
  it('are listed once, newest first; the live one counts', () => {
    const live = [ended('a', 1), ended('b', 9)]
    const list = mergeEnded(live, [
      { ...ended('a', 5), archived: true },
      { ...ended('c', 4), archived: true },
    ])
    expect(ids(list)).toEqual(['b', 'c', 'a'])
    expect(list.find(({ thread }) => thread.id === 'a')?.archived).toBe(false)
  })

  it('are found by words of the title, by what became of them and by project', () => {
    const list = [
      ended('a', 1),
      ended('b', 2, { project: 'p2' as Thread['project'] }),
      ended('c', 3, { state: { kind: 'discarded', from: { kind: 'ready' }, trash: 'kept' } }),
    ]
    const all = { text: '', kind: 'all', project: null } as const
    expect(ids(filterEnded(list, all))).toEqual(['a', 'b', 'c'])
    expect(ids(filterEnded(list, { ...all, text: 'B task' }))).toEqual(['b'])
    expect(ids(filterEnded(list, { ...all, kind: 'discarded' }))).toEqual(['c'])
    expect(ids(filterEnded(list, { ...all, project: 'p2' }))).toEqual(['b'])
  })

  it('come back from the host with their newest landing', () => {
    const { thread } = ended('a', 1)
    const landing = (queuedAt: number) => ({ aggregate: 'landing', id: `l${queuedAt}`, state: { queuedAt } }) as never
    const found = recalledEnded([landing(3), { aggregate: 'thread', id: 'a', state: thread }, landing(7), landing(5)])
    expect(found).toMatchObject({ thread: { id: 'a' }, landing: { queuedAt: 7 }, archived: true })
    expect(recalledEnded([landing(1)])).toBeNull()
  })
})
