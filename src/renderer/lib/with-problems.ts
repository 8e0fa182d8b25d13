import type { Failure } from '../../shared/kernel/failure.ts'

/** A refusal whose message also says each of the problems that are named in its facts. */
export function withProblems(failure: Failure): Failure {
  const problems = failure.facts?.problems
  if (!Array.isArray(problems) || problems.length === 0) return failure
  const named = problems.filter((problem) => typeof problem === 'string').map((problem) => `\n${problem}`)
  return { ...failure, message: failure.message + named.join('') }
}
