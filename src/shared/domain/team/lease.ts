import type { Model } from '../model.ts'
import type { Held } from './find.ts'
import { itemLimits } from './state.ts'

/** Until when a claim made or renewed now holds, in milliseconds since the epoch. */
export function leaseFrom(now: number): number {
  return now + itemLimits.leaseMs
}

/** The claim is over: its time is up, and nothing goes on that would renew it. */
export function isLapsed(model: Model, held: Held, now: number): boolean {
  return held.lease.until <= now && !isAtIt(model, held)
}

/** A turn of its owner renews a claim; what is said to be done is kept until its owner's work was checked. */
export function isAtIt(model: Model, { by, kind }: Held): boolean {
  const thread = model.thread.get(by)
  if (thread === undefined) return false
  if (thread.turn !== null || thread.state.kind === 'verifying') return true
  return kind === 'claimed-done' && thread.state.kind === 'queued'
}

/** When `item.check-leases` has something to do next, in milliseconds since the epoch; null where nothing is claimed. */
export function nextLeaseCheckAt(model: Model): number | null {
  let next: number | null = null
  for (const { state } of model.item.values()) {
    if (state.kind !== 'claimed' && state.kind !== 'claimed-done') continue
    if (next === null || state.lease.until < next) next = state.lease.until
  }
  return next
}
