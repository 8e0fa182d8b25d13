import type { ClusterId, ItemId, ProjectId, ThreadId } from '../../kernel/ids.ts'

export type ItemState =
  | { readonly kind: 'open' }
  /** Nobody else may take it until the lease is over. */
  | { readonly kind: 'claimed'; readonly by: ThreadId; readonly lease: ItemLease }
  /** Its owner says that it is done; the host has not seen proof yet. */
  | { readonly kind: 'claimed-done'; readonly by: ThreadId; readonly evidence: string; readonly lease: ItemLease }
  /** `proof`: gates that passed on its owner's work after the claim; null where its project has none. */
  | {
      readonly kind: 'done'
      readonly by: ThreadId
      readonly proof: { readonly tree: string; readonly gates: number } | null
    }
  | { readonly kind: 'removed' }

export interface ItemLease {
  /** Grows with every claim; what an earlier owner says about it is refused. */
  readonly generation: number
  /** Milliseconds since the epoch; a turn of its owner renews it. */
  readonly until: number
}

/** An entry of a team's shared list: a part of the work that one of its threads does in its own worktree. */
export interface Item {
  readonly id: ItemId
  readonly cluster: ClusterId
  readonly project: ProjectId
  readonly title: string
  readonly detail: string
  /** Null: a person. */
  readonly addedBy: ThreadId | null
  /** Only this thread may claim it. */
  readonly assigned: ThreadId | null
  readonly state: ItemState
  /** Generation of the last lease. */
  readonly leases: number
  /** `by`: null is a person. */
  readonly notes: readonly { readonly by: ThreadId | null; readonly text: string; readonly at: number }[]
  /** Why it came back to the list, newest; null before. */
  readonly returned: string | null
  readonly order: number
  readonly at: number
  /** Nobody of its team is live: it leaves the live model. */
  readonly closed?: true
}

export const itemLimits = {
  ofCluster: 100,
  title: 200,
  detail: 4_000,
  notes: 20,
  note: 1_000,
  leaseMs: 15 * 60_000,
} as const
