import type { ItemActions } from './item-actions.ts'
import type { ThreadItem } from './items.ts'
import type { Decide } from './use-decide.ts'

/** What a page gets that decides on a thread as a whole. */
export interface ThreadPageProps {
  readonly item: ThreadItem
  readonly actions: ItemActions
  readonly decide: Decide
}
