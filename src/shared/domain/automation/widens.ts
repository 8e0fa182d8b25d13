import type { JsonValue } from '../../kernel/json.ts'
import type { PermissionPolicy, PermissionRule } from '../permission/policy.ts'
import type { AutomationDefinition, AutomationLimits, ThenStep } from './definition.ts'
import type { Automation } from './state.ts'
import { dollars } from './words.ts'

/** What `after` may do that what is in force here may not: nothing where that is off, and holds nothing to dispatch. */
export function widensNow({ definition, held, on }: Automation, after: AutomationDefinition): readonly string[] {
  return definition !== null && (on || held > 0) ? widens(definition, after) : []
}

/**
 * What `after` may do that `before` may not: one plain sentence each, none where nothing. The brief, effort and
 * topology don't count, nor do cooldown and quiet hours.
 */
export function widens(before: AutomationDefinition, after: AutomationDefinition): readonly string[] {
  return [
    ...triggers(before, after),
    ...filters(before, after),
    ...dedupe(before, after),
    ...agents(before, after),
    ...permissions(before.dispatch.permissions, after.dispatch.permissions),
    ...gates(before, after),
    ...limits(before.limits, after.limits),
    ...steps(before, after),
  ]
}

function triggers(before: AutomationDefinition, after: AutomationDefinition): readonly string[] {
  return Object.entries(after.on).flatMap(([kind, settings]) => {
    const known = before.on[kind]
    if (known === undefined) return [`It would also start by ${kind}.`]
    return same(known, settings) ? [] : [`Its trigger ${kind} would have other settings.`]
  })
}

function filters(before: AutomationDefinition, after: AutomationDefinition): readonly string[] {
  const kept = new Set(after.if.map(canonical))
  const lost = before.if.filter((filter) => !kept.has(canonical(filter)))
  return [...new Set(lost.map(({ field }) => `It would no longer look at ${field} as it does now.`))]
}

function dedupe(before: AutomationDefinition, after: AutomationDefinition): readonly string[] {
  if (before.dedupe === null || same(before.dedupe, after.dedupe)) return []
  return after.dedupe === null
    ? ['It would dispatch the same thing more than once.']
    : ['It would tell by another key what is the same, so it may dispatch again what it has dispatched.']
}

function agents(
  { dispatch: { agents: before } }: AutomationDefinition,
  after: AutomationDefinition,
): readonly string[] {
  const named = after.dispatch.agents
  if (before.length > 0 && named.length === 0) return ['It would use the default agent, whichever that is.']
  const others = named.filter((agent) => !before.includes(agent))
  return others.map((agent) => `It would also use ${agent}.`)
}

/** The default is restricted for what comes from outside, and standard for the rest. */
function loosenessOf(policy: PermissionPolicy | null): number {
  if (policy === null) return 1
  return policy.profile === 'restricted' ? 0 : 2
}

function permissions(before: PermissionPolicy | null, after: PermissionPolicy | null): readonly string[] {
  const looser = loosenessOf(after) > loosenessOf(before)
  const [had, has] = [rulesOf(before), rulesOf(after)]
  const added = without(has, had).filter(({ verdict }) => verdict === 'allow')
  const lost = without(had, has).filter(({ verdict }) => verdict !== 'allow')
  return [
    ...(looser
      ? [`Its permissions would be ${after?.profile ?? 'the default'}, not ${before?.profile ?? 'the default'}.`]
      : []),
    ...added.map((rule) => `It would be allowed ${subjectOf(rule)}.`),
    ...lost.map(
      (rule) => `It would no longer ${rule.verdict === 'deny' ? 'be denied' : 'have to ask for'} ${subjectOf(rule)}.`,
    ),
  ]
}

function rulesOf(policy: PermissionPolicy | null): readonly PermissionRule[] {
  return policy?.rules ?? []
}

function without(rules: readonly PermissionRule[], others: readonly PermissionRule[]): readonly PermissionRule[] {
  const known = new Set(others.map(canonical))
  return rules.filter((rule) => !known.has(canonical(rule)))
}

function subjectOf({ command, path, tool }: PermissionRule): string {
  const parts = [command, path === undefined ? undefined : `files that match ${path}`, tool]
  return parts.filter((part) => part !== undefined).join(', ')
}

/** Any change counts: gates are commands that this host runs. */
function gates(before: AutomationDefinition, after: AutomationDefinition): readonly string[] {
  const [had, has] = [before.dispatch.gates, after.dispatch.gates]
  return [
    ...has.filter((gate) => !had.includes(gate)).map((gate) => `It would run the gate ${gate}.`),
    ...had.filter((gate) => !has.includes(gate)).map((gate) => `It would no longer run the gate ${gate}.`),
  ]
}

function limits(before: AutomationLimits, after: AutomationLimits): readonly string[] {
  return [
    ...raised(before.parallel, after.parallel, (limit) => `have ${limit} under way at once`),
    ...raised(before.cost, after.cost, (limit) => `spend ${dollars(limit)} on each dispatch`),
    ...raised(before.costPerDay, after.costPerDay, (limit) => `spend ${dollars(limit)} a day`),
  ]
}

function raised(before: number | null, after: number | null, say: (limit: number) => string): readonly string[] {
  if (before === null || (after !== null && after <= before)) return []
  return after === null
    ? [`Nothing would limit it any more, where it may ${say(before)}.`]
    : [`It could ${say(after)}, where it may ${say(before)}.`]
}

function steps(before: AutomationDefinition, after: AutomationDefinition): readonly string[] {
  const known = new Set(before.afterwards.map(canonical))
  return after.afterwards.filter((step) => step.kind !== 'review' && !known.has(canonical(step))).map(wordsOf)
}

function wordsOf(step: ThenStep): string {
  switch (step.kind) {
    case 'review':
      return 'It would wait for a review.'
    case 'notify':
      return 'It would notify you.'
    case 'comment':
      return 'It would comment where the event came from.'
    case 'pull-request':
      return 'It would open a pull request.'
    case 'start':
      return `It would start ${step.name}.`
  }
}

function same(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other)
}

/** The order of an object's fields says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: JsonValue) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}
