import { type Budget, type Plan, type PlanProblem, planLimits } from './plan.ts'

type Path = PlanProblem['path']

export function problem(path: Path, code: string, ...words: readonly [message: string, remedy: string]): PlanProblem {
  return { path, code, message: words[0], remedy: words[1] }
}

export function* goalProblems(goal: string): Iterable<PlanProblem> {
  if (goal.trim() === '') {
    yield problem(['goal'], 'goal-missing', 'The plan has no goal.', 'Say in one sentence what is to be reached.')
  }
  if (goal.length > planLimits.brief) {
    yield problem(['goal'], 'too-long', `The goal is longer than ${planLimits.brief} characters.`, 'Shorten it.')
  }
}

export function* gateProblems(at: Path, gates: readonly string[]): Iterable<PlanProblem> {
  if (gates.length > planLimits.gates) {
    const message = `There are ${gates.length} gates, the limit is ${planLimits.gates}.`
    yield problem(at, 'too-many', message, 'Put several commands into one script.')
  }
  for (const [index, gate] of gates.entries()) {
    if (gate.trim() === '') yield problem([...at, index], 'gate-empty', 'A gate is empty.', 'Write a command.')
  }
}

export function* budgetProblems(at: Path, budget: Budget): Iterable<PlanProblem> {
  for (const name of ['tokens', 'cost', 'minutes'] as const) {
    const amount = budget[name]
    if (amount === undefined || (Number.isFinite(amount) && amount > 0)) continue
    const message = `${amount} can't be a budget of ${name}.`
    yield problem([...at, name], 'out-of-range', message, 'Use a number above 0, or leave it out.')
  }
}

export function* limitProblems({ limits }: Pick<Plan, 'limits'>): Iterable<PlanProblem> {
  for (const name of ['parallel', 'review'] as const) {
    const limit = limits[name]
    if (limit === null || (Number.isInteger(limit) && limit > 0)) continue
    const message = `${limit} can't be the limit ${name}.`
    yield problem(['limits', name], 'out-of-range', message, 'Use a whole number above 0, or leave it out.')
  }
}

export function* candidateProblems(at: Path, candidates: number): Iterable<PlanProblem> {
  if (Number.isInteger(candidates) && candidates >= 1 && candidates <= planLimits.candidates) return
  const message = `${candidates} can't be a number of candidates.`
  yield problem(at, 'out-of-range', message, `Use a whole number from 1 to ${planLimits.candidates}.`)
}
