import type { ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'

/** Rules see nothing of a thread without a plan before peers have to do with it: that begins with this. */
export function opening(model: Model, id: ThreadId): readonly DomainEvent[] {
  return isOpen(model, id) ? [] : [{ type: 'mailbox.opened', id }]
}

/** Peers have to do with a thread, or may. */
export function isOpen(model: Model, id: string): boolean {
  const mailbox = model.mailbox.get(id)
  return mailbox !== undefined && mailbox.apart !== true
}
