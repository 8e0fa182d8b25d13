import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { provisional } from '../provisional.ts'
import type { AutomationEvent } from './events.ts'
import { heldFirings } from './held.ts'
import { judgeHeld, projectOf } from './judge-delivery.ts'
import { reduceAutomation } from './reduce.ts'
import type { Automation, Firing, HoldCode, SkipCode } from './state.ts'

/** Held firings that one decision looks at: what is left follows with the next one, so that no decision takes long. */
export const lookedAtOnce = 50

export interface Released {
  readonly events: readonly DomainEvent[]
  /** With these events. */
  readonly automation: Automation
  /** What holds the one that is the next now; null where none is left. */
  readonly waits: HoldCode | null
}

/** Lets held firings go, the oldest first, as many as limits allow at `now` (ms since the epoch). */
export function releaseHeld(model: Model, before: Automation, now: number): Released {
  const project = projectOf(model, before)
  const events: DomainEvent[] = []
  let automation = before
  let waits: HoldCode | null = null
  let looked = 0
  if (before.held === 0) return { events, automation, waits }
  for (const firing of heldFirings(model, before.id)) {
    const decision = judgeHeld({ automation, project }, firing, now)
    const code = firing.state.kind === 'held' ? firing.state.code : null
    if (looked >= lookedAtOnce || (decision.kind === 'held' && decision.code === code)) {
      waits ??= code
      break
    }
    looked += 1
    if (decision.kind === 'held') {
      // All that holds one holds those after it; their reasons are told as they are now.
      waits ??= decision.code
      events.push({ type: 'firing.held', id: firing.id, code: decision.code, reason: decision.reason })
      continue
    }
    const [counted, ...others] =
      decision.kind === 'dispatched' ? sentOn(automation, firing, decision.reason) : dropped(firing, decision)
    events.push(...others, counted)
    automation = withEvent(automation, counted, now)
  }
  return { events, automation, waits }
}

type Counted = Extract<AutomationEvent, { type: 'automation.counted' }>

export function withEvent(automation: Automation, event: AutomationEvent, now: number): Automation {
  return reduceAutomation(automation, event, provisional(event, now))
}

/** US dollars that are set aside for a dispatch. */
export function reservedFor({ definition }: Automation): number {
  return definition?.limits.cost ?? 0
}

/** A held firing goes on; how it counts comes first. */
export function sentOn(
  automation: Automation,
  { id, subject }: Firing,
  reason: string,
): readonly [Counted, ...DomainEvent[]] {
  const reserved = reservedFor(automation)
  return [
    {
      type: 'automation.counted',
      id: automation.id,
      as: 'dispatched',
      subject: subject ?? '',
      reserved,
      wasHeld: true,
    },
    { type: 'firing.released', id, reason, reserved },
  ]
}

/** A held firing comes to nothing, and its key may be dispatched yet; how it counts comes first. */
export function dropped(
  { automation, claim, id, subject }: Firing,
  { code, reason }: { readonly code: SkipCode; readonly reason: string },
): readonly [Counted, ...DomainEvent[]] {
  return [
    { type: 'automation.counted', id: automation, as: 'skipped', wasHeld: true },
    { type: 'firing.skipped', id, code, reason },
    ...(claim === null ? [] : [{ type: 'claim.released', id: claim, automation, firing: id, subject } as const]),
  ]
}
