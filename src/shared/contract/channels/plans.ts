import { type } from '@orpc/contract'
import { z } from 'zod'
import type { PlanProblem } from '../../domain/plan/plan.ts'
import type { PlanWithIds } from '../../domain/run/commands.ts'
import type { RunId } from '../../kernel/ids.ts'
import { procedure } from '../define.ts'
import { argument, idOf, path } from '../envelope.ts'

/** Something wrong with a plan in a file, where it stands there; lines and columns count from 1. */
export interface PlanFileProblem extends PlanProblem {
  readonly line: number
  readonly column: number
}

export type ParsedPlan =
  | { readonly kind: 'plan'; readonly plan: PlanWithIds }
  | { readonly kind: 'problems'; readonly problems: readonly PlanFileProblem[] }

/** UTF-16 units of a plan in a file. */
export const planFileLimit = 4_000_000

export const plansChannel = {
  /**
   * Reads a plan as a YAML file holds it, with every default filled in and fresh ids. With `repository` the project's
   * own gates count, as they are in `base` (the checked-out branch unless named).
   */
  parse: procedure
    .input(
      z.object({
        text: z.string().max(planFileLimit),
        repository: z.exactOptional(path),
        base: z.exactOptional(argument(4000).min(1)),
      }),
    )
    .output(type<ParsedPlan>()),
  /** A run's plan as a YAML file would hold it. */
  export: procedure.input(z.object({ run: idOf<RunId>() })).output(type<{ readonly text: string }>()),
}
