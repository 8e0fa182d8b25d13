import type { ClusterId, ItemId, ProjectId, ThreadId } from '../../kernel/ids.ts'

interface On {
  readonly id: ItemId
}

export type ItemEvent =
  | (On & {
      readonly type: 'item.added'
      readonly cluster: ClusterId
      readonly project: ProjectId
      readonly title: string
      readonly detail: string
      readonly addedBy: ThreadId | null
      readonly order: number
    })
  | (On & { readonly type: 'item.assigned'; readonly to: ThreadId | null; readonly by: ThreadId | null })
  | (On & { readonly type: 'item.claimed'; readonly by: ThreadId; readonly generation: number; readonly until: number })
  | (On & { readonly type: 'item.renewed'; readonly until: number })
  | (On & { readonly type: 'item.noted'; readonly by: ThreadId | null; readonly text: string })
  | (On & { readonly type: 'item.edited'; readonly title?: string; readonly detail?: string })
  /** Its owner claims completion; gates decide. */
  | (On & { readonly type: 'item.completed'; readonly evidence: string })
  | (On & { readonly type: 'item.confirmed'; readonly proof: { readonly tree: string; readonly gates: number } | null })
  /** The gates failed on it: its owner has it still. */
  | (On & { readonly type: 'item.reopened'; readonly because: string })
  /** Back on the list: given up, or its owner is gone. */
  | (On & { readonly type: 'item.returned'; readonly because: string })
  | (On & { readonly type: 'item.moved'; readonly cluster: ClusterId })
  | (On & { readonly type: 'item.removed' })
  /** Nobody of its team is live any more. */
  | (On & { readonly type: 'item.closed' })
