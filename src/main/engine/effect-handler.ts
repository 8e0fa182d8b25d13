import type { Command } from '../../shared/domain/command.ts'
import type { Refusal } from '../../shared/domain/decision.ts'
import type { EffectKind, Effects } from '../../shared/domain/effect.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { EffectKey } from '../../shared/kernel/ids.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { Result } from '../../shared/kernel/result.ts'

export interface EffectContext {
  readonly key: EffectKey
  /** The committed model as it is now, which may be later than the effect's event. */
  readonly model: Model
  /** Writes down what is about to be done; nothing that must not repeat is done before this resolves. */
  intend(intent: JsonValue): Promise<Result<void, Refusal>>
  /** Sends a command while the effect still runs; its id derives from the effect's key. */
  report(command: Command): Promise<Result<void, Refusal>>
}

/**
 * Does one kind of effect. The commands it resolves to are its outcome: they are decided and the
 * effect is settled in one transaction. An effect whose thread has moved on resolves to none.
 */
export interface EffectHandler<Kind extends EffectKind = EffectKind> {
  readonly kind: Kind
  /** Without an intent stored, this may run again after a restart. */
  run(payload: Effects[Kind], context: EffectContext): Promise<readonly Command[]>
  /** After a restart found an intent without outcome: tells from facts what happened, never repeats blindly. */
  resolve?(payload: Effects[Kind], intent: JsonValue, context: EffectContext): Promise<readonly Command[]>
  /** The outcome when the handler itself broke, so that no thread waits for ever. */
  abandon(payload: Effects[Kind], failure: Failure): readonly Command[]
}

export type AnyEffectHandler = { readonly [Kind in EffectKind]: EffectHandler<Kind> }[EffectKind]
