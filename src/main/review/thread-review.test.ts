import { beforeEach, describe, expect, it } from 'vitest'
import type { DiffSince } from '../../shared/contract/channels/review.ts'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { WorktreePlace } from '../ports/git.ts'
import { MemoryGit } from '../ports/testing/memory-git.ts'
import { threadDiff, threadFile } from './thread-review.ts'

const thread = 't1' as ThreadId
let git: MemoryGit
let place: WorktreePlace
let base: string
let memory: MemoryModel

function valueIn<T>(result: Result<T, { readonly message: string }>): T {
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

beforeEach(async () => {
  git = new MemoryGit()
  git.addRepository('/r', { 'a.txt': 'a\n', 'b.txt': 'b\n' })
  base = valueIn(await git.resolve('/r/.git', 'main'))
  place = { thread, repository: '/r/.git', folder: '/w/t1', ledger: '/w/t1.ledger', branch: 'sy/t1', base }
  valueIn(await git.createWorktree(place))
  memory = new MemoryModel()
  const { folder, ledger, branch } = place
  memory.put('project', 'p1', { id: 'p1', gitDirectory: '/r/.git' } as never)
  memory.put('worktree', 't1', { id: 't1', place: { folder, ledger, branch, base }, state: { kind: 'ready' } } as never)
})

async function save(previous: string | null, change: Readonly<Record<string, string>> = {}): Promise<string> {
  for (const [path, content] of Object.entries(change)) git.write(place.folder, path, content)
  return valueIn(await git.checkpoint(place, { previous, message: 'saved', timestampMs: 0 })).commit
}

/** The thread as it is now; `turnFrom` is what the reducer keeps. */
function now(commit: string | null, turnFrom?: string | null): void {
  const known: Partial<Thread> = {
    id: thread,
    title: 'Fix it',
    state: { kind: 'ready' },
    project: 'p1' as never,
    base: { ref: 'main', commit: base },
    checkpoint: commit === null ? null : ({ commit } as never),
    ...(turnFrom === undefined ? {} : { turnFrom }),
  }
  memory.put('thread', thread, known as Thread)
}

const diff = (since: DiffSince) => threadDiff(git, memory.model, { thread, since, path: undefined, maxBytes: 10_000 })

async function pathsSince(since: DiffSince): Promise<readonly string[]> {
  return valueIn(await diff(since)).files.map(({ path }) => path)
}

describe('what a thread changed', () => {
  it('since its base, since its last turn, and since a checkpoint that was looked at', async () => {
    const first = await save(null, { 'a.txt': 'A\n' })
    const second = await save(first, { 'b.txt': 'B\n' })
    now(second, first)
    expect(await pathsSince({ kind: 'base' })).toEqual(['a.txt', 'b.txt'])
    expect(await pathsSince({ kind: 'turn' })).toEqual(['b.txt'])
    expect(await pathsSince({ kind: 'checkpoint', commit: first })).toEqual(['b.txt'])
    expect(await pathsSince({ kind: 'checkpoint', commit: second })).toEqual([])
    expect(await pathsSince({ kind: 'checkpoint', commit: base })).toEqual(['a.txt', 'b.txt'])
    expect(valueIn(await diff({ kind: 'turn' }))).toMatchObject({ from: first, to: second })
  })

  it('is nothing since a turn that changed nothing, and all of it before any turn was told apart', async () => {
    const first = await save(null, { 'a.txt': 'A\n' })
    now(first, first)
    expect(await pathsSince({ kind: 'turn' })).toEqual([])
    now(first)
    expect(await pathsSince({ kind: 'turn' })).toEqual(['a.txt'])
  })

  it('is not told since a commit that is none of its checkpoints', async () => {
    const other = { ...place, thread: 't2', folder: '/w/t2', branch: 'sy/t2' }
    valueIn(await git.createWorktree(other))
    git.write(other.folder, 'b.txt', 'of another thread\n')
    const foreign = valueIn(await git.checkpoint(other, { previous: null, message: 'other', timestampMs: 0 })).commit
    const first = await save(null, { 'a.txt': 'A\n' })
    now(first, base)
    for (const commit of [foreign, 'f'.repeat(40)]) {
      expect(await diff({ kind: 'checkpoint', commit })).toMatchObject({ error: { code: 'checkpoint-unknown' } })
      const file = { thread, since: { kind: 'checkpoint', commit }, side: 'before', path: 'b.txt' } as const
      expect(await threadFile(git, memory.model, file)).toMatchObject({ error: { code: 'checkpoint-unknown' } })
    }
  })

  it('is nothing without a checkpoint, and refused for a thread that isn’t there', async () => {
    now(null)
    expect(valueIn(await diff({ kind: 'turn' }))).toEqual({
      files: [],
      patch: '',
      truncated: false,
      from: null,
      to: null,
    })
    const file = { thread, since: { kind: 'base' }, side: 'after', path: 'a.txt' } as const
    expect(valueIn(await threadFile(git, memory.model, file))).toEqual({ kind: 'absent' })
    const unknown = { thread: 'none' as ThreadId, since: { kind: 'base' }, path: undefined, maxBytes: 1 } as const
    expect(await threadDiff(git, memory.model, unknown)).toMatchObject({ error: { code: 'thread-unknown' } })
  })
})

describe('a file of a thread', () => {
  it('is shown as it was where the comparison begins, and as it is now', async () => {
    const first = await save(null, { 'a.txt': 'A\n' })
    const second = await save(first, { 'a.txt': 'AA\n' })
    now(second, first)
    const text = async (side: 'before' | 'after', since: DiffSince) =>
      valueIn(await threadFile(git, memory.model, { thread, since, side, path: 'a.txt' }))
    expect(await text('before', { kind: 'base' })).toMatchObject({ text: 'a\n' })
    expect(await text('before', { kind: 'turn' })).toMatchObject({ text: 'A\n' })
    expect(await text('before', { kind: 'checkpoint', commit: second })).toMatchObject({ text: 'AA\n' })
    expect(await text('after', { kind: 'turn' })).toMatchObject({ text: 'AA\n' })
  })
})
