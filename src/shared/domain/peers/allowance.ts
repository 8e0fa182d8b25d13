import { burst, perMessageMs } from './limits.ts'
import type { Mailbox } from './state.ts'

/** Messages that a thread may send now; it gains one every `perMessageMs` until it has `burst`. `now`: ms since the epoch. */
export function allowanceOf(mailbox: Mailbox | undefined, now: number): number {
  if (mailbox === undefined) return burst
  const { at, left } = mailbox.allowance
  return Math.min(burst, left + Math.max(0, now - at) / perMessageMs)
}
