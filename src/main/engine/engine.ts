import type { Command } from '../../shared/domain/command.ts'
import type { Refusal } from '../../shared/domain/decision.ts'
import type { Actor, StoredEvent } from '../../shared/domain/event.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { CommandId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'

export interface Acknowledgment {
  readonly command: CommandId
  /** Global sequence after the command's last event: a reader that has seen it knows the consequences. */
  readonly sequence: number
}

export interface Submission {
  /** Minted by the sender, so that sending again is harmless. */
  readonly id: CommandId
  readonly command: Command
  readonly actor: Actor
}

export interface HostCommand {
  readonly id: string
  readonly command: Command
  /** Sequence of the event that led to it, where known. */
  readonly cause?: number
}

export interface CommittedBatch {
  readonly events: readonly StoredEvent[]
  /** Sequence of the last event. */
  readonly sequence: number
}

/** The one place where commands become events. */
export interface Engine {
  /** The committed model. */
  readonly model: Model
  readonly sequence: number
  /** Set while the store can't be written: commands are refused with it, queries answer. */
  readonly readOnly: Refusal | null
  /** Prepares, queues, decides and stores; resolves once the intent is durable, or with the refusal. */
  submit(submission: Submission): Promise<Result<Acknowledgment, Refusal>>
  /**
   * Queues a command of the host's own: what a session reports, or what a timer asks for. One that
   * can't be stored is offered again until it is, since what happened outside can't be taken back.
   */
  report(command: HostCommand): Promise<Result<void, Refusal>>
  /** Calls the listener after every commit, in order. Returns how to stop. */
  subscribe(listener: (batch: CommittedBatch) => void): () => void
  /** Resolves with the first committed model for which `pick` gives a value. */
  when<Value>(pick: (model: Model) => Value | undefined, signal?: AbortSignal): Promise<Value | undefined>
  /** Resolves when no effect is running and no command waits. */
  idle(): Promise<void>
}
