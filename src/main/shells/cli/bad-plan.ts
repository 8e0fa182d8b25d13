import type { PlanFileProblem } from '../../../shared/contract/channels/plans.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import type { JsonObject } from '../../../shared/kernel/json.ts'

/** A plan that can't be read: called wrongly, each place said as `file:line:column`. */
export class BadPlan extends Error {
  readonly failure: Failure
  readonly lines: readonly string[]

  constructor(file: string, problems: readonly PlanFileProblem[]) {
    super('bad plan')
    this.lines = problems.map(
      ({ column, line, message, remedy }) =>
        `${file}:${line}:${column}: ${message}${remedy === '' ? '' : ` ${remedy}`}`,
    )
    const found: readonly JsonObject[] = problems.map(({ code, column, line, message, path, remedy }) => {
      return { file, line, column, path, code, message, remedy }
    })
    this.failure = failure('plan-invalid', `${this.lines[0] ?? file}`, {
      remedy: 'Correct what is named; nothing was started.',
      facts: { problems: found },
    })
  }
}
