import type { Err } from '../../kernel/result.ts'
import { err } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { PlanProblem } from '../plan/plan.ts'

/** Of one refusal; the first ones are the useful ones. */
const problemsTold = 50

/** The refusal of a plan that has problems, all of them in its facts; null for one that has none. */
export function planRefusal(problems: readonly PlanProblem[]): Err<Refusal> | null {
  const [first] = problems
  if (first === undefined) return null
  const more = problems.length === 1 ? '' : ` ${problems.length - 1} more are listed with it.`
  return err({
    code: 'plan-invalid',
    message: `${wordsOf(first.path)}: ${first.message}${more} Nothing was changed.`,
    remedy: first.remedy,
    facts: { problems: problems.slice(0, problemsTold).map((problem) => ({ ...problem })) },
  })
}

/** As programmers write it: `tasks[2].after[0]`. */
function wordsOf(path: PlanProblem['path']): string {
  const words = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
  return words.replace(/^\./, '') || 'The plan'
}
