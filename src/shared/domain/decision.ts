import type { Failure } from '../kernel/failure.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import type { CommandType, FactsOf, PayloadOf } from './command.ts'
import type { Actor, DomainEvent } from './event.ts'
import type { Model } from './model.ts'

export type Refusal = Failure
export type Decision = Result<readonly DomainEvent[], Refusal>

export interface DecideContext<Facts = unknown> {
  /** Milliseconds since the epoch, stamped by the host. */
  readonly now: number
  readonly actor: Actor
  /** What the preparers found; undefined where none ran. */
  readonly facts: Facts | undefined
}

/** Pure and total: the same model, payload and context give the same events or the same refusal. */
export type Decide<Type extends CommandType> = (
  model: Model,
  payload: PayloadOf<Type>,
  context: DecideContext<FactsOf<Type>>,
) => Decision

export function events(...list: readonly DomainEvent[]): Decision {
  return ok(list)
}

export function refuse(code: string, message: string, remedy: string): Decision {
  return err({ code, message, remedy })
}

/** Accepted, and nothing changes: a late or repeated report. */
export const nothing: Decision = ok([])
