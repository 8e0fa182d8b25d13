import type { AutomationEvent } from './events.ts'
import type { Automation } from './state.ts'

/** Subjects that a cooldown remembers. */
const coolingKept = 500

/** The day of a time, in UTC: `2026-11-20`. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

export function counted(
  automation: Automation,
  event: Extract<AutomationEvent, { type: 'automation.counted' }>,
  at: number,
): Automation {
  const fresh = event.wasHeld === true ? 0 : 1
  const counts = { ...automation.counts, fired: automation.counts.fired + fresh }
  const before = { ...automation, counts, firedAt: fresh === 1 ? at : automation.firedAt }
  const held = automation.held - (1 - fresh)
  switch (event.as) {
    case 'held':
      return { ...before, held: held + 1 }
    case 'skipped':
      return { ...before, held, counts: { ...counts, skipped: counts.skipped + 1 } }
    case 'dispatched': {
      const spent = spentOn(automation, at)
      return {
        ...before,
        held,
        counts: { ...counts, dispatched: counts.dispatched + 1 },
        underWay: automation.underWay + 1,
        dispatchedAt: at,
        cooling: cooling(automation, event.subject ?? '', at),
        spent: { ...spent, reserved: spent.reserved + (event.reserved ?? 0) },
      }
    }
  }
}

function cooling({ cooling: before, definition }: Automation, subject: string, at: number): Automation['cooling'] {
  const span = definition?.limits.cooldownMs ?? null
  if (span === null) return []
  const still = before.filter((one) => one.subject !== subject && isWithin(one.at, at, span))
  return [...still, { subject, at }].slice(-coolingKept)
}

/** Whether `span` milliseconds have not passed since; a clock that was set back counts from where it stands. */
export function isWithin(since: number, now: number, span: number): boolean {
  return Math.abs(now - since) < span
}

/** What the day of a time has cost. What is reserved stays over midnight: it is for what is under way. */
export function spentOn({ spent }: Automation, at: number): Automation['spent'] {
  const day = dayOf(at)
  return spent.day === day ? spent : { day, cost: 0, reserved: spent.reserved }
}

export function settled(
  automation: Automation,
  event: Extract<AutomationEvent, { type: 'automation.settled' }>,
  at: number,
): Automation {
  const spent = spentOn(automation, at)
  const { undispatched } = event
  const underWay = Math.max(0, automation.underWay + event.underWay)
  // Sums of fractions don't come back to 0 by themselves.
  const reserved = underWay === 0 ? 0 : Math.max(0, spent.reserved - event.released)
  return {
    ...automation,
    underWay,
    spent: { ...spent, cost: spent.cost + event.cost, reserved },
    costInAll: automation.costInAll + event.cost,
    counts: settledCounts(automation.counts, event),
    cooling: automation.cooling.filter(({ subject }) => subject !== undispatched?.subject),
  }
}

function settledCounts(
  counts: Automation['counts'],
  { outcome, undispatched }: Extract<AutomationEvent, { type: 'automation.settled' }>,
): Automation['counts'] {
  if (undispatched !== undefined) {
    return { ...counts, dispatched: counts.dispatched - 1, skipped: counts.skipped + 1 }
  }
  if (outcome === undefined) return counts
  const useful = outcome === 'landed' || outcome === 'answered' ? 1 : 0
  return { ...counts, useful: counts.useful + useful, over: counts.over + 1 }
}
