import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { findThread } from '../../thread/find.ts'
import { peersOf } from '../../topology/member.ts'
import { idleNotice, isIdle } from '../idle.ts'
import { opening } from '../opening.ts'

/** The other is at rest already: told at once. */
export const decideWatch: Decide<'peers.watch'> = (model, { by, peer }) => {
  const found = findThread(model, by)
  if (!found.ok) return found
  const other = peersOf(model, found.value).find(({ id }) => id === peer)
  if (other === undefined) {
    return refuse('not-a-peer', `${peer} is no peer of yours; you will not be told.`, 'List your peers to see who is.')
  }
  if (isIdle(model, other)) return events(...idleNotice(model, other, [by]))
  if (model.mailbox.get(peer)?.watchers.includes(by)) return nothing
  return events(...opening(model, peer), {
    type: 'mailbox.watched',
    id: peer,
    by,
  })
}
