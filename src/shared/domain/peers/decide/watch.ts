import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { findThread } from '../../thread/find.ts'
import { peersOf } from '../../topology/member.ts'
import { idleNotice, isIdle } from '../idle.ts'

/** The other is at rest already: told at once. */
export const decideWatch: Decide<'peers.watch'> = (model, { by, peer }) => {
  const found = findThread(model, by)
  if (!found.ok) return found
  const other = peersOf(model, found.value).find(({ id }) => id === peer)
  if (other === undefined) {
    return refuse('not-a-peer', `${peer} is no peer of yours; you will not be told.`, 'List your peers to see who is.')
  }
  if (isIdle(model, other)) return events(...idleNotice(model, other, [by]))
  const mailbox = model.mailbox.get(peer)
  if (mailbox?.watchers.includes(by)) return nothing
  return events(...(mailbox === undefined ? [{ type: 'mailbox.opened', id: peer } as const] : []), {
    type: 'mailbox.watched',
    id: peer,
    by,
  })
}
