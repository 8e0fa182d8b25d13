import { type Failure, failure } from '../../kernel/failure.ts'
import type { ThreadId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { burst, perMessageMs } from './limits.ts'
import { opening } from './opening.ts'
import type { Mailbox } from './state.ts'

/** Messages that a thread may send now; it gains one every `perMessageMs` until it has `burst`. `now`: ms since the epoch. */
export function allowanceOf(mailbox: Mailbox | undefined, now: number): number {
  if (mailbox === undefined) return burst
  const { at, left } = mailbox.allowance
  return Math.min(burst, left + Math.max(0, now - at) / perMessageMs)
}

/** Why nothing more may be told to others now; null where something may. `done`: what was not done, as a sentence. */
export function spentAllowance(left: number, done: string): Failure | null {
  if (left >= 1) return null
  return failure('too-many-messages', `You have said many things to others in a short time; ${done}`, {
    remedy: `Wait ${Math.ceil(((1 - left) * perMessageMs) / 1_000)} s, and say more at once.`,
    facts: {},
  })
}

/** What is published reaches others like a message, and counts as one. */
export function charged(model: Model, id: ThreadId, now: number): readonly DomainEvent[] {
  const left = allowanceOf(model.mailbox.get(id), now) - 1
  return [...opening(model, id), { type: 'mailbox.charged', id, left }]
}
