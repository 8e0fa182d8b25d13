import { type Decide, type Decision, events, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import type { Project } from '../../project/state.ts'
import type { Delivery } from '../commands.ts'
import { automationLimits } from '../definition.ts'
import type { AutomationEvent } from '../events.ts'
import { findAutomation } from '../find.ts'
import { type FiringDecision, judgeDelivery, projectOf } from '../judge-delivery.ts'
import { releaseHeld, reservedFor, withEvent } from '../release.ts'
import type { Automation, Claim, HoldCode } from '../state.ts'

/** What was held goes first; then each delivery is decided with what those before it have come to. */
export const decideAutomationFire: Decide<'automation.fire'> = (model, payload, { now }) => {
  const found = findAutomation(model, payload.automation)
  if (!found.ok) return found
  const { cursor, deliveries, trigger } = payload
  if (deliveries.length > automationLimits.deliveries) return tooMany(deliveries.length)
  const place = JSON.stringify(cursor)
  if (place !== undefined && place.length > automationLimits.cursor) return tooLong(trigger, place.length)
  const released = releaseHeld(model, found.value, now)
  const book = new Book(model, released, { trigger, now })
  for (const delivery of deliveries) book.take(delivery)
  const before = found.value.cursors[trigger]
  const moved = cursor !== undefined && place !== JSON.stringify(before)
  return events(
    ...released.events,
    ...book.events,
    ...(moved ? [{ type: 'automation.cursor-moved', id: found.value.id, trigger, cursor } as const] : []),
  )
}

function tooMany(count: number): Decision {
  const message = `${count} deliveries came at once, and ${automationLimits.deliveries} may; none was taken in.`
  return refuse('too-many-deliveries', message, 'Send them in smaller parts.')
}

/** Of a trigger that doesn't keep within its bounds: the model would grow with what it remembers. */
function tooLong(trigger: string, length: number): Decision {
  const message = `The trigger ${trigger} remembers ${length} characters, and ${automationLimits.cursor} may be; nothing was taken in.`
  return refuse('cursor-too-long', message, 'Report it with the output of `switchyard doctor`.')
}

interface Start {
  readonly automation: Automation
  readonly waits: HoldCode | null
}

/** How an automation stands while one command's deliveries are decided one after the other. */
class Book {
  readonly events: DomainEvent[] = []
  readonly #model: Model
  readonly #project: Project | undefined
  readonly #now: number
  readonly #trigger: string
  readonly #seen = new Set<string>()
  readonly #claims = new Map<string, Claim>()
  #automation: Automation
  #waits: HoldCode | null

  constructor(model: Model, { automation, waits }: Start, { now, trigger }: { trigger: string; now: number }) {
    this.#model = model
    this.#project = projectOf(model, automation)
    this.#automation = automation
    this.#waits = waits
    this.#now = now
    this.#trigger = trigger
  }

  /** One that is known already changes nothing. */
  take(delivery: Delivery): void {
    const { claim: key, firing, subject } = delivery
    if (this.#seen.has(firing) || this.#model.firing.get(firing) !== undefined) return
    this.#seen.add(firing)
    const automation = this.#automation
    const claim = key === null ? undefined : (this.#claims.get(key) ?? this.#model.claim.get(key))
    const standing = { automation, project: this.#project, claim, waits: this.#waits }
    const decision = judgeDelivery(standing, delivery, this.#now)
    if (key !== null && decision.kind !== 'skipped') {
      const taken = { id: key, automation: automation.id, firing, subject }
      this.#claims.set(key, { ...taken, released: false })
      this.events.push({ type: 'claim.taken', ...taken })
    }
    if (decision.kind === 'held') this.#waits ??= decision.code
    this.events.push(this.#recorded(delivery, decision))
    this.#count(delivery, decision)
  }

  #recorded({ fault: _fault, firing, ...facts }: Delivery, { reason, ...decision }: FiringDecision): DomainEvent {
    const { id, project } = this.#automation
    const trigger = this.#trigger
    const reserved = reservedFor(this.#automation)
    const decided = decision.kind === 'dispatched' ? { ...decision, reserved } : decision
    return {
      type: 'firing.recorded',
      id: firing,
      automation: id,
      project,
      trigger,
      ...facts,
      decision: decided,
      reason,
    }
  }

  #count({ subject }: Delivery, { kind }: FiringDecision): void {
    const { id } = this.#automation
    const reserved = reservedFor(this.#automation)
    const dispatched = kind === 'dispatched' ? { subject: subject ?? '', reserved } : {}
    const event: AutomationEvent = { type: 'automation.counted', id, as: kind, ...dispatched }
    this.events.push(event)
    this.#automation = withEvent(this.#automation, event, this.#now)
  }
}
