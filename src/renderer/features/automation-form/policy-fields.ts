import type { PermissionPolicy, PermissionRule } from '../../../shared/domain/permission/policy.ts'
import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'
import type { Change } from '../../lib/form-change.ts'
import { isObject } from '../../lib/form-change.ts'

/** What a rule is about: each names one of these in this form; a file may name several. */
export const aspects = ['command', 'path', 'tool'] as const
export type Aspect = (typeof aspects)[number]

const place = ['dispatch', 'permissions']

/** Permissions as the file has them; null where it leaves them to what is usual. */
export function policyOf(value: JsonValue | undefined): PermissionPolicy | null {
  if (value === undefined) return null
  const named = isObject(value) ? value.profile : value
  const profile = named === 'standard' ? 'standard' : 'restricted'
  const rules = isObject(value) && Array.isArray(value.rules) ? value.rules.filter(isObject) : []
  return { profile, rules: rules.map(ruleOf) }
}

function ruleOf(rule: JsonObject): PermissionRule {
  const verdict = rule.verdict === 'allow' || rule.verdict === 'deny' ? rule.verdict : 'ask'
  const named = aspects.filter((aspect) => typeof rule[aspect] === 'string').map((aspect) => [aspect, rule[aspect]])
  return { verdict, ...Object.fromEntries(named) }
}

/** What holds where the file says nothing: events with texts from outside are restricted. */
export function usualPolicy(outside: boolean): PermissionPolicy {
  return { profile: outside ? 'restricted' : 'standard', rules: [] }
}

/** The change that chooses a profile, or leaves it to what is usual. */
export function chooseProfile(value: JsonValue | undefined, profile: string): Change {
  if (isObject(value)) return { path: [...place, 'profile'], value: profile === '' ? 'restricted' : profile }
  return profile === '' ? { path: place } : { path: place, value: profile }
}

/** The changes that add a rule: a profile that is one word makes room for it. */
export function addRule(value: JsonValue | undefined, rule: JsonObject, usual: PermissionPolicy): readonly Change[] {
  if (isObject(value)) {
    const count = Array.isArray(value.rules) ? value.rules.length : 0
    return [
      count === 0 ? { path: [...place, 'rules'], value: [rule] } : { path: [...place, 'rules', count], value: rule },
    ]
  }
  const profile = policyOf(value)?.profile ?? usual.profile
  return [{ path: place, value: { profile, rules: [rule] } }]
}

/** The change that takes a rule out; with the last one goes the room for them. */
export function removeRule(policy: PermissionPolicy, at: number): Change {
  if (policy.rules.length === 1) return { path: place, value: policy.profile }
  return { path: [...place, 'rules', at] }
}

export function setVerdict(at: number, verdict: string): Change {
  return { path: [...place, 'rules', at, 'verdict'], value: verdict }
}

/** The changes that give a rule another pattern, perhaps about something else. */
export function setPattern(at: number, before: Aspect, next: { readonly aspect: Aspect; readonly pattern: string }) {
  const set: Change = { path: [...place, 'rules', at, next.aspect], value: next.pattern }
  return next.aspect === before ? [set] : [{ path: [...place, 'rules', at, before] }, set]
}
