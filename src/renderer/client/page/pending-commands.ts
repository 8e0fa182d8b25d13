import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Command } from '../../../shared/domain/command.ts'
import { decide } from '../../../shared/domain/decide.ts'
import type { DomainEvent, StoredEvent } from '../../../shared/domain/event.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { Overlay } from '../../../shared/domain/overlay.ts'
import type { CommandId } from '../../../shared/kernel/ids.ts'
import { isPredictable } from './predictable.ts'

interface Pending {
  readonly id: string
  readonly command: PublicCommand
  readonly at: number
  /** Sequence that the host acknowledged it with. */
  readonly acknowledged: number | null
}

/** Commands that were sent and whose events have not come yet: shown as if they had. */
export class PendingCommands {
  #pending: readonly Pending[] = []

  /** `at` is the time that its events bear until the host's come. */
  add(id: string, command: PublicCommand, at: number): void {
    this.#pending = [...this.#pending, { id, command, at, acknowledged: null }]
  }

  /** It is durable: shown until the model has come to `sequence`, at which it may be already. */
  acknowledged(id: string, sequence: number, modelAt: number): void {
    if (sequence <= modelAt) this.takeBack(id)
    else this.#pending = this.#pending.map((one) => (one.id === id ? { ...one, acknowledged: sequence } : one))
  }

  takeBack(id: string): void {
    this.#pending = this.#pending.filter((one) => one.id !== id)
  }

  /** The model now takes in the events of these commands, and everything up to `sequence`. */
  arrived(commands: readonly string[], sequence: number): void {
    if (this.#pending.length === 0) return
    this.#pending = this.#pending.filter(
      ({ id, acknowledged }) => !commands.includes(id) && (acknowledged === null || acknowledged > sequence),
    )
  }

  /** The model is of another log: nothing that was sent will come. */
  clear(): void {
    this.#pending = []
  }

  /** What a person sees: `model` itself while nothing is pending. What it doesn't allow any more is left out. */
  shownOver(model: Model): Model {
    const predicted = this.#pending.filter(({ command }) => isPredictable(model, command))
    if (predicted.length === 0) return model
    const overlay = new Overlay(model)
    for (const { command, at } of predicted) {
      const decision = decide(overlay.model, command as Command, { now: at, actor: 'person', facts: undefined })
      if (decision.ok) for (const event of decision.value) overlay.apply(predictedEvent(event, at))
    }
    return overlay.model
  }
}

/** Not stored yet, so later than anything that is. */
function predictedEvent(event: DomainEvent, at: number): StoredEvent {
  return { sequence: Number.MAX_SAFE_INTEGER, at, actor: 'person', command: '' as CommandId, cause: null, event }
}
