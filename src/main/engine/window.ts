import type { StampedCommand } from '../../shared/domain/command.ts'
import { decide } from '../../shared/domain/decide.ts'
import type { Refusal } from '../../shared/domain/decision.ts'
import type { StoredEvent } from '../../shared/domain/event.ts'
import type { Overlay } from '../../shared/domain/overlay.ts'
import { react } from '../../shared/domain/react.ts'
import type { EffectKey } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { Receipt, StoredEffect } from '../ports/store.ts'

export interface PreparedCommand extends StampedCommand {
  readonly facts: unknown
  /** Digest of type and payload, stored with the receipt; null for the host's own, which need none. */
  readonly digest: string | null
}

/** Everything that one commit window decides before it is stored. */
export class Window {
  readonly events: StoredEvent[] = []
  readonly effects: StoredEffect[] = []
  readonly receipts: Receipt[] = []
  readonly settled: EffectKey[] = []
  readonly #overlay: Overlay
  readonly #now: number
  #sequence: number

  constructor(overlay: Overlay, sequence: number, now: number) {
    this.#overlay = overlay
    this.#sequence = sequence
    this.#now = now
  }

  get sequence(): number {
    return this.#sequence
  }

  /** Decides on the model with the window's earlier events applied; a refusal leaves no trace. */
  take(prepared: PreparedCommand): Result<number, Refusal> {
    const { command, actor, facts } = prepared
    const decision = decide(this.#overlay.model, command, { now: this.#now, actor, facts })
    if (!decision.ok) return decision
    for (const event of decision.value) {
      this.#sequence += 1
      const stored: StoredEvent = {
        sequence: this.#sequence,
        at: this.#now,
        actor,
        command: prepared.id,
        cause: prepared.cause,
        event,
      }
      this.#overlay.apply(stored)
      this.events.push(stored)
      this.#addEffects(stored)
    }
    if (prepared.digest !== null) {
      this.receipts.push({ command: prepared.id, digest: prepared.digest, sequence: this.#sequence })
    }
    return ok(this.#sequence)
  }

  #addEffects(stored: StoredEvent): void {
    const effects = react(stored.event, this.#overlay.model)
    for (const [number, effect] of effects.entries()) {
      const reactor = effect.kind.slice(0, effect.kind.indexOf('.'))
      this.effects.push({
        key: `${stored.sequence}:${reactor}:${number}` as EffectKey,
        kind: effect.kind,
        lane: effect.lane,
        interrupting: effect.interrupting,
        payload: effect.payload as unknown as JsonObject,
        intent: null,
      })
    }
  }
}

/** Sequence of the event an effect came from: the cause of everything the effect reports. */
export function causeOf(effect: EffectKey): number {
  return Number(effect.slice(0, effect.indexOf(':')))
}
