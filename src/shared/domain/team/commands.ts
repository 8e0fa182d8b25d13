import type { ClusterId, ItemId, ThreadId } from '../../kernel/ids.ts'

/** `by`: the thread whose token was shown; null: a person. */
interface By {
  readonly by: ThreadId | null
}

interface On extends By {
  readonly item: ItemId
}

export interface ItemCommands {
  readonly 'item.add': {
    readonly payload: On & {
      readonly cluster: ClusterId
      readonly title: string
      readonly detail: string
      readonly assign?: ThreadId | undefined
    }
  }
  /** Two that claim: the first wins, and the other is told who has it. */
  readonly 'item.claim': { readonly payload: On }
  readonly 'item.assign': { readonly payload: On & { readonly to: ThreadId | null } }
  readonly 'item.update': {
    readonly payload: On & {
      readonly note?: string | undefined
      readonly title?: string | undefined
      readonly detail?: string | undefined
    }
  }
  readonly 'item.release': { readonly payload: On & { readonly because: string } }
  readonly 'item.complete': { readonly payload: On & { readonly evidence: string } }
  /** Only one that nobody has. */
  readonly 'item.remove': { readonly payload: On }
  /** Of the host's own clock: leases that are over. */
  readonly 'item.check-leases': { readonly payload: Readonly<Record<never, never>> }
}
