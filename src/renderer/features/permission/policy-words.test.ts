import { describe, expect, it } from 'vitest'
import { ruleWords } from '../../lib/policy-words.ts'
import { policyWords } from './use-policy-words.ts'

const rules = [{ verdict: 'allow', command: 'npm test*' } as const]

describe('the permissions that a request is asked under', () => {
  it('name the profile, and the rule that had it ask', () => {
    expect(policyWords({ profile: 'restricted', rules: [] }, null)).toBe(
      'Restricted permissions. Every request goes to you.',
    )
    expect(policyWords({ profile: 'standard', rules }, null)).toBe(
      'Standard permissions, one rule. No rule answers this, so it goes to you.',
    )
    expect(policyWords({ profile: 'standard', rules }, 'Rule 1 asks.')).toBe(
      'Standard permissions, one rule. Rule 1 asks.',
    )
  })

  it('say their rules as one would', () => {
    expect(ruleWords({ verdict: 'allow', command: 'npm test*' })).toBe('allow npm test*')
    expect(ruleWords({ verdict: 'deny', tool: 'edit', path: 'infra/**' })).toBe('deny edit in infra/**')
    expect(ruleWords({ verdict: 'ask', path: 'a\u202eb' })).toBe('ask about anything in a‹U+202E›b')
  })
})
