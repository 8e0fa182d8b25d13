import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import { readDocument } from './script-node.ts'
import type { ScriptProblem } from './script-problem.ts'
import type { ScriptReport } from './script-readers.ts'
import { readSteps } from './step-readers.ts'
import type { Step } from './steps.ts'

/** Checks the whole script before any of it runs; the error is the first problem in it. */
export function parseScript(text: string): Result<readonly Step[], ScriptProblem> {
  const { root, problems: unreadable } = readDocument(text)
  const report: ScriptReport = { step: null, problems: [...unreadable] }
  const steps = unreadable.length === 0 ? readSteps(root, report) : []
  const [first, ...rest] = report.problems
  if (first === undefined) return ok(steps)
  return err(rest.reduce((earliest, problem) => (problem.line < earliest.line ? problem : earliest), first))
}
