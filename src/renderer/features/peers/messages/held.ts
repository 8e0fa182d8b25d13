import type { Model } from '../../../../shared/domain/model.ts'
import type { Message } from '../../../../shared/domain/peers/state.ts'

/** What keeps a waiting message from its recipient's next turn; undefined where nothing does. */
export function heldBecause(model: Model, message: Message): string | undefined {
  return message.state.kind === 'accepted' && model.thread.get(message.to)?.state.kind === 'parked'
    ? 'Its recipient is parked; it has this once it goes on.'
    : undefined
}
