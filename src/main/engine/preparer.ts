import type { CommandType, FactsOf, PayloadOf } from '../../shared/domain/command.ts'
import type { Refusal } from '../../shared/domain/decision.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Result } from '../../shared/kernel/result.ts'

/**
 * Gathers the outside facts that a command is decided on, before it enters the queue. Several
 * capabilities may check one command, in the order in which they were registered: each adds its facts to the `earlier`
 * ones or refuses.
 */
export interface Preparer<Type extends CommandType = CommandType> {
  readonly command: Type
  prepare(
    payload: PayloadOf<Type>,
    model: Model,
    earlier: Partial<FactsOf<Type>>,
  ): Promise<Result<Partial<FactsOf<Type>>, Refusal>>
}

export type AnyPreparer = { readonly [Type in CommandType]: Preparer<Type> }[CommandType]
