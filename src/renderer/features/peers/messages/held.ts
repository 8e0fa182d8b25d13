import type { Model } from '../../../../shared/domain/model.ts'
import { standingOf } from '../../../../shared/domain/peers/standing.ts'
import type { Message } from '../../../../shared/domain/peers/state.ts'

/** What keeps a message from its recipient, in a sentence; undefined where it moves by itself or is over. */
export function heldBecause(model: Model, message: Message): string | undefined {
  return standingOf(model, message).held
}
