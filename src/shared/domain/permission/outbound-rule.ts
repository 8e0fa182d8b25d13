import type { PermissionPolicy } from './policy.ts'

/** A rule about writes of one kind to the outside, by its number from 1. */
export interface OutboundRule {
  readonly verdict: 'allow' | 'deny'
  readonly rule: number
}

/**
 * What the rules say of a write to the outside by its kind alone, null where a person is asked. As ever, a denial
 * stands before a question, and a question before an allowance.
 */
export function ruleForOutbound(policy: PermissionPolicy | undefined, tool: string): OutboundRule | null {
  const rules = policy?.rules ?? []
  const said = (verdict: string) => {
    return rules.findIndex(({ command, path, tool: named, verdict: its }) => {
      return its === verdict && named === tool && path === undefined && command === undefined
    })
  }
  const denied = said('deny')
  if (denied !== -1) return { verdict: 'deny', rule: denied + 1 }
  const allowed = said('ask') === -1 ? said('allow') : -1
  return allowed === -1 ? null : { verdict: 'allow', rule: allowed + 1 }
}
