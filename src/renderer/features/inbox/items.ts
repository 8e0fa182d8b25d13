import { type Attention, attentionOf } from '../../../shared/domain/attention/attention.ts'
import { newestLandings } from '../../../shared/domain/landing/queries.ts'
import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import { derived } from '../../client/derived.ts'

/** One decision, with all that is needed to show it. */
export interface Item {
  /** Names the decision, not the thread: the same thread may ask for another one later. */
  readonly key: string
  readonly attention: Attention
  readonly thread: Thread
  readonly project: Project | undefined
  /** The last attempt to merge the thread. */
  readonly landing: Landing | undefined
  /** What is asked, of a permission. */
  readonly request: PermissionRequest | undefined
}

/** Everything that waits for a person, ranked. */
export const useItems = derived(itemsOf, sameItems)

function itemsOf(model: Model): readonly Item[] {
  const landings = newestLandings(model)
  return attentionOf(model).flatMap((attention): readonly Item[] => {
    const thread = model.thread.get(attention.thread)
    if (thread === undefined) return []
    const asked = attention.kind === 'permission' ? attention.request : null
    const request = thread.requests.find(({ id }) => id === asked)
    const project = model.project.get(thread.project)
    return [{ key: keyOf(attention), attention, thread, project, landing: landings.get(thread.id), request }]
  })
}

function keyOf(attention: Attention): string {
  switch (attention.kind) {
    case 'permission':
      return `permission/${attention.thread}/${attention.request}`
    case 'landing-refused':
    case 'undo-refused':
      return `${attention.kind}/${attention.thread}/${attention.landing}`
    default:
      return `${attention.kind}/${attention.thread}`
  }
}

function sameItems(one: readonly Item[], other: readonly Item[]): boolean {
  return one.length === other.length && one.every((item, at) => sameItem(item, other[at]))
}

function sameItem(one: Item, other: Item | undefined): boolean {
  if (other === undefined || one.key !== other.key || one.thread !== other.thread) return false
  return one.landing === other.landing && one.project === other.project
}
