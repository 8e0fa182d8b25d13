import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { heldBehind } from '../../shared/domain/topology/behind.ts'
import { visibleLine } from './visible-text.ts'

/** 'waits for Invoice schema to land'; null for a thread that nothing holds. */
export function behindWords(model: Model, thread: Thread | undefined): string | null {
  const first = thread === undefined ? undefined : heldBehind(model, thread)
  return first === undefined ? null : `waits for ${visibleLine(first.title)} to land`
}

interface HeldWords {
  /** Before the title of the one that goes first. */
  readonly before: string
  readonly after: string
}

/** What a thread waits for and what comes then, by how far it is. */
export function heldWords({ state, freezing }: Pick<Thread, 'state' | 'freezing'>): HeldWords {
  switch (state.kind) {
    case 'queued':
      return { before: 'It waits for', after: 'to land, and goes on from there.' }
    case 'ready':
      return { before: 'It can be merged once', after: 'has landed. It is asked to make its work fit then.' }
    case 'parked':
      return { before: 'It goes on only once', after: 'has landed.' }
    case 'preparing':
    case 'running':
    case 'needs-you':
    case 'verifying':
      if (freezing === true) return { before: 'Its turn is broken off, and begins again once', after: 'has landed.' }
      return { before: 'It ends this turn, then waits for', after: 'to land before it is merged.' }
    default:
      return { before: 'It waits for', after: 'to land.' }
  }
}
