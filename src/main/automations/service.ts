import type { Delivery } from '../../shared/domain/automation/commands.ts'
import { automationLimits } from '../../shared/domain/automation/definition.ts'
import type { Actor } from '../../shared/domain/event.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { AutomationId, CommandId, FiringId } from '../../shared/kernel/ids.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/ids.ts'
import type { StorePort } from '../ports/store.ts'
import type { TextPatterns } from '../ports/text-pattern.ts'
import type { TriggerEvent } from '../ports/trigger.ts'
import { type Delivered, DeliveryLane } from './delivery-lane.ts'
import { firingIdOf } from './firing-ids.ts'
import { type Judged, judgeEvent, payloadOf } from './judge-event.ts'
import { PatternCache } from './pattern-cache.ts'
import { Turns } from './turns.ts'

export interface AutomationServiceParts {
  readonly engine: Pick<Engine, 'model' | 'submit'>
  readonly store: Pick<StorePort, 'loadStates' | 'keepPayloads'>
  readonly clock: Clock
  readonly ids: IdSource
  readonly patterns: TextPatterns
}

export interface FireOptions {
  /** Stored with the decisions; absent: it stays where it is. */
  readonly cursor?: JsonValue | undefined
  /** A person where somebody asked for it; the host where absent. */
  readonly actor?: Actor | undefined
}

/** How long the loop may be held by judging before others get a turn, in milliseconds. */
const turnMs = 4

/** Takes in what triggers and people tell: what an event said is kept, then the decision about it. */
export class AutomationService {
  readonly #parts: AutomationServiceParts
  readonly #patterns: PatternCache
  /** Decisions of several automations would share a commit window, and hold the loop for as long as all take together. */
  readonly #turns = new Turns(1)
  readonly #lanes = new Map<AutomationId, DeliveryLane>()

  constructor(parts: AutomationServiceParts) {
    this.#parts = parts
    this.#patterns = new PatternCache(parts.patterns)
  }

  /**
   * Resolves once each event has a durable decision, and the cursor is stored with the last of them. After a failure
   * the same may be told again: what has a decision already gets no other. The firings are in the events' order.
   */
  fire(
    automation: AutomationId,
    trigger: string,
    { actor = 'host', cursor, events }: FireOptions & { readonly events: readonly TriggerEvent[] },
  ): Promise<Result<readonly FiringId[], Failure>> {
    const known = this.#lanes.get(automation)
    const lane = known ?? new DeliveryLane(automationLimits.deliveries, (told) => this.#take(automation, told))
    this.#lanes.set(automation, lane)
    return lane.push({ trigger, events, cursor, actor })
  }

  /** What an event means for an automation as it is in force, without deciding it. */
  judge(automation: Judged, event: TriggerEvent): Delivery {
    return judgeEvent(automation, event, this.#patterns.of(automation.definition))
  }

  async #take(automation: AutomationId, told: Delivered): Promise<Result<readonly FiringId[], Failure>> {
    const { engine, ids, store } = this.#parts
    const firings = told.events.map((event) => firingIdOf(automation, event.id))
    const fresh = await this.#fresh(automation, told.events)
    const state = engine.model.automation.get(automation)
    if (state === undefined) return err(unknown(automation))
    if (fresh.length === 0 && told.cursor === undefined) return ok(firings)
    const deliveries = await this.#judgeAll(state, fresh)
    const rows = fresh.flatMap((event) => this.#payload(automation, event))
    const kept = rows.length === 0 ? ok(undefined) : await store.keepPayloads(rows)
    if (!kept.ok) return kept
    const { actor, cursor, trigger } = told
    const payload = { automation, trigger, deliveries, ...(cursor === undefined ? {} : { cursor }) }
    const command = { type: 'automation.fire', payload } as const
    // Offered once: whoever told it tells it again, and a host that ends must not wait for a disk that is full.
    const id = `fire/${ids.next()}` as CommandId
    const decided = await this.#turns.take(() => engine.submit({ id, command, actor }))
    return decided.ok ? ok(firings) : decided
  }

  /** Those without a decision yet, each once. A repeated one must not change what is kept of the first. */
  async #fresh(automation: AutomationId, events: readonly TriggerEvent[]): Promise<readonly TriggerEvent[]> {
    const { engine, store } = this.#parts
    const once = new Map(events.map((event) => [firingIdOf(automation, event.id), event]))
    const gone = [...once.keys()].filter((id) => engine.model.firing.get(id) === undefined)
    const stored = gone.length === 0 ? [] : await store.loadStates(gone.map((id) => ({ aggregate: 'firing', id })))
    const decided = new Set(stored.map(({ id }) => id))
    return gone.filter((id) => !decided.has(id)).flatMap((id) => once.get(id) ?? [])
  }

  async #judgeAll(state: Judged, events: readonly TriggerEvent[]): Promise<readonly Delivery[]> {
    const { clock } = this.#parts
    const deliveries: Delivery[] = []
    let since = clock.monotonic()
    for (const event of events) {
      deliveries.push(this.judge(state, event))
      if (clock.monotonic() - since < turnMs) continue
      await nextRound()
      since = clock.monotonic()
    }
    return deliveries
  }

  #payload(automation: AutomationId, event: TriggerEvent) {
    const payload = payloadOf(event)
    return payload === null ? [] : [{ id: firingIdOf(automation, event.id), at: this.#parts.clock.now(), payload }]
  }
}

function nextRound(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve))
}

function unknown(automation: AutomationId): Failure {
  return failure(
    'automation-unknown',
    `There is no automation ${automation}; nothing was fired.`,
    'List the automations of the project to see their names.',
  )
}
