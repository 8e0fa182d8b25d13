import type { ProjectId, ThreadId } from '../../kernel/ids.ts'

/** The isolated checkout made for one thread, with the lease that says who may write in it. */
export interface Worktree {
  /** Named after the thread it was made for. */
  readonly id: ThreadId
  readonly project: ProjectId
  readonly owner: ThreadId
  /** Grows with every lease: work under an older one is retired. */
  readonly generation: number
  readonly place: Place | null
  readonly state:
    | { readonly kind: 'leased' }
    | { readonly kind: 'ready' }
    | { readonly kind: 'trashed'; readonly trash: string }
}

export interface Place {
  readonly folder: string
  readonly ledger: string
  readonly branch: string
  readonly base: string | null
}
