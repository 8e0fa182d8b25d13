import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Budget, Effort } from '../../../shared/domain/plan/plan.ts'
import type { RunCommands } from '../../../shared/domain/run/commands.ts'
import { wholeNumber } from './whole-number.ts'

/** What a dispatch may ask for beyond the work itself: proof, recovery, limits, several tries. */
export interface ProofFlags {
  readonly effort?: Effort
  readonly gate?: readonly string[]
  readonly recover?: boolean
  readonly budgetMinutes?: number
  readonly budgetTokens?: number
  readonly budgetCost?: number
  readonly candidates?: number
}

type Asked = Pick<RunCommands['run.dispatch']['payload'], 'effort' | 'gates' | 'recover' | 'budget' | 'candidates'>

export function addProofFlags(command: Command): Command {
  const effort = new Option('--effort <how>', 'how much proof: none, gates, or gates and somebody who tries to refute')
  return command
    .addOption(effort.choices(['quick', 'standard', 'proven']))
    .option('--gate <command>', 'a command that must pass before it is ready; may be given again', collected)
    .option('--recover', 'let the host answer failures by itself before it asks you')
    .option('--budget-minutes <n>', 'minutes of work it may take', amount)
    .option('--budget-tokens <n>', 'tokens it may use', amount)
    .option('--budget-cost <n>', 'US dollars it may cost', amount)
    .option('--candidates <n>', 'threads that try it side by side', wholeNumber(1, 8))
}

/** Only what was asked for: without any of it a dispatch is decided by a person alone. */
export function proofOf({ budgetCost, budgetMinutes, budgetTokens, ...flags }: ProofFlags): Asked {
  const budget: Budget = {
    ...(budgetTokens === undefined ? {} : { tokens: budgetTokens }),
    ...(budgetCost === undefined ? {} : { cost: budgetCost }),
    ...(budgetMinutes === undefined ? {} : { minutes: budgetMinutes }),
  }
  return {
    ...(flags.effort === undefined ? {} : { effort: flags.effort }),
    ...(flags.gate === undefined ? {} : { gates: flags.gate }),
    ...(flags.recover === undefined ? {} : { recover: flags.recover }),
    ...(flags.candidates === undefined ? {} : { candidates: flags.candidates }),
    ...(Object.keys(budget).length === 0 ? {} : { budget }),
  }
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function amount(text: string): number {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0
  if (value > 0 && Number.isFinite(value)) return value
  throw new InvalidArgumentError('Give a number above 0.')
}
