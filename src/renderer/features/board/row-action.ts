import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { goOn, restore, undoMerge, type Verb } from '../../client/thread-verbs.ts'
import { isSetAside } from './sections.ts'

/** The one thing to do next about a thread. */
export type RowAction =
  /** Opens the thread beside the board. */
  | { readonly kind: 'open'; readonly title: string; readonly urgent: boolean; readonly tab: 'conversation' | 'why' }
  | { readonly kind: 'review'; readonly title: string }
  | { readonly kind: 'verb'; readonly verb: Verb }

/** Null where nothing is for a person to do. */
export function rowAction(thread: Thread, landing: Landing | undefined, recovering = false): RowAction | null {
  if (recovering) return { kind: 'open', title: 'Look', urgent: false, tab: 'conversation' }
  switch (thread.state.kind) {
    case 'needs-you':
      return { kind: 'open', title: asksForChoice(thread) ? 'Answer' : 'Decide', urgent: true, tab: 'conversation' }
    case 'parked':
      return isSetAside(thread) ? null : { kind: 'open', title: 'Decide', urgent: true, tab: 'conversation' }
    case 'ready':
      return thread.checkpoint === null || thread.checkpoint.files === 0
        ? { kind: 'open', title: 'Read', urgent: false, tab: 'conversation' }
        : { kind: 'review', title: 'Review' }
    case 'running':
      return thread.activity?.silentSince === undefined
        ? null
        : { kind: 'open', title: 'Why', urgent: false, tab: 'why' }
    case 'landed':
      return landing === undefined ? null : { kind: 'verb', verb: undoMerge(landing) }
    case 'discarded':
      return { kind: 'verb', verb: restore(thread) }
    case 'queued':
      return thread.behind === undefined ? null : { kind: 'verb', verb: goOn(thread) }
    case 'preparing':
    case 'verifying':
    case 'landing':
      return null
  }
}

/** One thing to allow or deny is a decision; several ways to go on are a question. */
function asksForChoice({ requests }: Thread): boolean {
  const allowing = requests[0]?.options.filter(({ kind }) => kind === 'allow-once') ?? []
  return allowing.length > 1
}
