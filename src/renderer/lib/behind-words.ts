import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { heldBehind } from '../../shared/domain/topology/behind.ts'
import { visibleLine } from './visible-text.ts'

/** 'waits for Invoice schema to land'; null for a thread that nothing holds. */
export function behindWords(model: Model, thread: Thread | undefined): string | null {
  const first = thread === undefined ? undefined : heldBehind(model, thread)
  return first === undefined ? null : `waits for ${visibleLine(first.title)} to land`
}
