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
      const spent = onDay(automation, at)
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
  const still = before.filter((one) => one.subject !== subject && at - one.at < span)
  return [...still, { subject, at }].slice(-coolingKept)
}

/** What is reserved stays over midnight: it is for what is under way. */
function onDay({ spent }: Automation, at: number): Automation['spent'] {
  const day = dayOf(at)
  return spent.day === day ? spent : { day, cost: 0, reserved: spent.reserved }
}

export function settled(
  automation: Automation,
  event: Extract<AutomationEvent, { type: 'automation.settled' }>,
  at: number,
): Automation {
  const spent = onDay(automation, at)
  const { counts } = automation
  const useful = event.outcome === 'landed' || event.outcome === 'answered' ? 1 : 0
  return {
    ...automation,
    underWay: Math.max(0, automation.underWay + event.underWay),
    spent: {
      ...spent,
      cost: spent.cost + event.cost,
      reserved: Math.max(0, spent.reserved - event.released),
    },
    costInAll: automation.costInAll + event.cost,
    counts: event.outcome === undefined ? counts : { ...counts, useful: counts.useful + useful, over: counts.over + 1 },
  }
}
