import { type Decide, events } from '../../decision.ts'
import { checkBudgets } from '../budget-check.ts'

/** Time goes by without anybody reporting it: the host asks every few seconds while a budget counts minutes. */
export const decideCheckBudgets: Decide<'run.check-budgets'> = (model, _payload, { now }) =>
  events(...checkBudgets(model, now, { runs: model.run.values(), tasks: model.task.values() }))
