import type { PlanProblem } from '../plan/plan.ts'
import { problem } from '../plan/validate-parts.ts'
import { permissionLimits as limit, type PermissionPolicy } from './policy.ts'

/** What is wrong with a policy that a run is to be dispatched with. */
export function* permissionProblems(policy: PermissionPolicy | undefined): Iterable<PlanProblem> {
  const rules = policy?.rules ?? []
  const at = (index: number) => ['permissions', 'rules', index]
  if (rules.length > limit.rules) {
    const message = `There are ${rules.length} rules, the limit is ${limit.rules}.`
    yield problem(['permissions', 'rules'], 'too-many', message, 'Let some of them name more at once.')
  }
  for (const [index, { command, path, tool }] of rules.entries()) {
    const named = [command, path, tool].filter((text) => text !== undefined)
    if (named.length === 0 || named.some((text) => text.trim() === '')) {
      yield problem(at(index), 'rule-empty', 'A rule names nothing.', 'Name a tool, a path or a command.')
    }
    if (named.some(({ length }) => length > limit.pattern)) {
      yield problem(at(index), 'too-long', `A pattern is longer than ${limit.pattern} characters.`, 'Shorten it.')
    }
  }
}
