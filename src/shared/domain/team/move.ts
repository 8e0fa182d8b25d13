import type { ClusterId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'

/** The whole list of a team goes over to another one, claims and all. */
export function movedItems(model: Model, from: ClusterId, to: ClusterId): readonly DomainEvent[] {
  const listed = [...model.item.within(from)].filter(({ state }) => state.kind !== 'removed')
  return listed.map(({ id }) => ({ type: 'item.moved', id, cluster: to }))
}
