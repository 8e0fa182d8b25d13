import type { DomainEvent } from '../event.ts'
import type { Firing, SkipCode } from './state.ts'

/** One that was being handed over comes to nothing. */
export function undispatched(
  { automation, claim, id, reserved = 0, subject }: Firing,
  { code, reason }: { readonly code: SkipCode; readonly reason: string },
): readonly DomainEvent[] {
  const isFree = claim !== null && code !== 'elsewhere'
  return [
    { type: 'firing.skipped', id, code, reason },
    {
      type: 'automation.settled',
      id: automation,
      underWay: -1,
      released: reserved,
      cost: 0,
      undispatched: { subject: subject ?? '' },
    },
    ...(isFree ? [{ type: 'claim.released', id: claim, automation, firing: id, subject } as const] : []),
  ]
}
