import { expect, it } from 'vitest'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import { ok } from '../../shared/kernel/result.ts'
import type { EffectContext } from '../engine/effect-handler.ts'
import type { Checkpoint, GitPort, OmittedPath } from '../ports/git.ts'
import { MemoryGit } from '../ports/testing/memory-git.ts'
import { checkpointWorktree } from './checkpoint-worktree.ts'
import type { WorktreeServices } from './services.ts'

const thread = 't1' as ThreadId

async function checkpointWith(omitted: readonly OmittedPath[]) {
  return (await reportOf({ omitted })).checkpoint
}

/** What is reported of a checkpoint that git made, and the branch git was told that the work is for. */
async function reportOf(
  made: Partial<Checkpoint>,
  landing?: { readonly id: string; readonly into: string; readonly queuedAt: number },
) {
  const changes = { files: 1, additions: 1, deletions: 0 }
  const saved = { commit: 'c', tree: 't', head: null, changes, omitted: [], ...made }
  let asked: string | null | undefined
  const checkpoint: GitPort['checkpoint'] = async (_place, { target }) => {
    asked = target
    return ok(saved)
  }
  const git = Object.assign(new MemoryGit(), { checkpoint })
  const { model, put } = memory()
  put('project', 'p1', { id: 'p1', gitDirectory: '/r/.git' })
  put('worktree', thread, { id: thread, place: { folder: '/w', ledger: '/l', branch: 'b', base: null } })
  put('thread', thread, {
    id: thread,
    project: 'p1',
    state: { kind: 'verifying' },
    checkpoint: null,
    prompts: [],
    into: 'main',
  })
  if (landing !== undefined) put('landing', landing.id, { ...landing, thread, state: { kind: 'refused' } })
  const handler = checkpointWorktree({ git, clock: { now: () => 0 } } as unknown as WorktreeServices)
  const [report] = await handler.run({ thread }, { model } as EffectContext)
  if (report?.type !== 'worktree.report-checkpoint') throw new Error('not saved')
  return { ...report.payload, asked }
}

function memory() {
  const held = new MemoryModel()
  const put = (aggregate: 'project' | 'worktree' | 'thread' | 'landing', id: string, state: object) =>
    held.put(aggregate, id, state as never)
  return { model: held.model, put }
}

it('names what a person might miss in a checkpoint, a few of it, ignored files not among it', async () => {
  const large = (at: number) => ({ path: `large-${at}.bin`, bytes: 60_000_000, reason: 'too-large' }) as const
  const ignored = { path: 'node_modules', bytes: 5, reason: 'ignored' } as const
  const few = await checkpointWith([ignored, large(1)])
  expect([few.omitted, few.leftOut]).toEqual([2, [large(1)]])
  const many = await checkpointWith(Array.from({ length: 100 }, (_, at) => large(at)))
  expect([many.omitted, many.leftOut?.length]).toEqual([100, 20])
  expect(await checkpointWith([ignored])).not.toHaveProperty('leftOut')
})

it('says what the agent merged, of the branch that refused the work last or else of its target', async () => {
  const base = '1a2b3c4d5e6f'
  const moved = await reportOf({ base, notices: ['Other.'] })
  const notice = 'The agent merged main as of 1a2b3c4; changes are now shown against it.'
  expect(moved).toMatchObject({ asked: 'main', base, notices: [notice, 'Other.'] })
  const other = await reportOf({ base }, { id: 'l1', into: 'release', queuedAt: 1 })
  expect(other).toMatchObject({ asked: 'release', notices: [notice.replace('main', 'release')] })
  const stayed = await reportOf({})
  expect(stayed.notices).toEqual([])
  expect(stayed).not.toHaveProperty('base')
})
