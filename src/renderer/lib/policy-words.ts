import type { PermissionPolicy, PermissionProfile, PermissionRule } from '../../shared/domain/permission/policy.ts'
import { visibleLine } from './visible-text.ts'

const profileTitles: Readonly<Record<PermissionProfile, string>> = {
  standard: 'Standard permissions',
  restricted: 'Restricted permissions',
}

/** 'allow npm test*', 'deny infra/**', 'ask before fetch': a rule as one would say it. */
export function ruleWords({ verdict, tool, path, command }: PermissionRule): string {
  const within = path === undefined ? '' : `in ${path}`
  const what = tool ?? (command === undefined ? 'anything' : '')
  const parts = [verdict === 'ask' ? 'ask about' : verdict, what, command ?? '', within]
  return visibleLine(parts.filter((part) => part !== '').join(' '))
}

/** 'Restricted permissions, 2 rules' */
export function policyTitle({ profile, rules }: PermissionPolicy): string {
  const count = rules.length === 1 ? 'one rule' : `${rules.length} rules`
  return rules.length === 0 ? profileTitles[profile] : `${profileTitles[profile]}, ${count}`
}
