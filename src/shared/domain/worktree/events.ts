import type { ProjectId, ThreadId } from '../../kernel/ids.ts'

interface On {
  readonly id: ThreadId
}

/** A worktree is named after the thread it was made for; its owner is the thread that holds the lease. */
export type WorktreeEvent =
  | (On & {
      readonly type: 'worktree.leased'
      readonly project: ProjectId
      readonly owner: ThreadId
      readonly generation: number
    })
  | (On & {
      readonly type: 'worktree.created'
      readonly folder: string
      readonly ledger: string
      readonly branch: string
      readonly base: string | null
    })
  /** Together with the thread's own: what git is asked about the worktree starts from there. */
  | (On & { readonly type: 'worktree.base-moved'; readonly base: string })
  | (On & { readonly type: 'worktree.trashed'; readonly trash: string })
  | (On & { readonly type: 'worktree.restored' })
