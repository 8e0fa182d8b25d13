import type { ThreadId } from '../../../kernel/ids.ts'
import { type Decide, type Decision, events, refuse } from '../../decision.ts'
import { cleaned } from '../../peers/cleaned.ts'
import { oneLine } from '../../thread/quoted.ts'
import { findItem, heldBy } from '../find.ts'
import { leaseFrom } from '../lease.ts'
import type { Item } from '../state.ts'
import { wrongTexts } from '../texts.ts'

/** Anybody of the team notes something; what is to be done is changed by who added it, has it, or is a person. */
export const decideUpdateItem: Decide<'item.update'> = (model, payload, { now }) => {
  const found = findItem(model, payload)
  if (!found.ok) return found
  const { item } = found.value
  const { by, detail, note = '', title } = payload
  const refused = wrongTexts({ title, detail, note }, by !== null)
  if (refused !== null) return refused
  const { id } = item
  const isOwner = by !== null && heldBy(item)?.by === by
  const edits = title !== undefined || detail !== undefined
  const notNow = edits ? notEditable(item, { by, isOwner }) : null
  if (notNow !== null) return notNow
  const titled = title === undefined ? {} : { title: oneLine(cleaned(title)) }
  const detailed = detail === undefined ? {} : { detail: cleaned(detail) }
  return events(
    ...(edits ? [{ type: 'item.edited', id, ...titled, ...detailed } as const] : []),
    ...(note.trim() === '' ? [] : [{ type: 'item.noted', id, by, text: cleaned(note) } as const]),
    ...(isOwner ? [{ type: 'item.renewed', id, until: leaseFrom(now) } as const] : []),
  )
}

interface Editor {
  readonly by: ThreadId | null
  readonly isOwner: boolean
}

function notEditable({ addedBy, state, title }: Item, { by, isOwner }: Editor): Decision | null {
  if (state.kind === 'done') {
    return refuse('item-done', `“${title}” is done; nothing was changed.`, 'Add what is still to do as an item.')
  }
  if (by === null || isOwner || addedBy === by) return null
  return refuse(
    'not-yours',
    `“${title}” was added by somebody else; nothing was changed.`,
    'Leave a note on it instead.',
  )
}
