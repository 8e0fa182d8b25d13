import { describe, expect, it } from 'vitest'
import { holdsOf } from './holds.ts'
import { permissionProblems } from './problems.ts'

describe('what holds a thread', () => {
  it('is said as it is', () => {
    expect(holdsOf({ profile: 'restricted', rules: [] }, { sandbox: false })).toEqual([
      'Every request goes to you.',
      'Pushing is denied.',
      'No answer counts for later requests.',
      'Writes to the outside are staged: nothing leaves without your yes.',
      'There is no sandbox here: the network is not cut.',
      'Only what the agent asks about can be denied.',
    ])
    const rules = [
      { verdict: 'allow', command: 'npm test*' },
      { verdict: 'deny', path: 'infra/**' },
      { verdict: 'allow', tool: 'comment' },
    ] as const
    expect(holdsOf({ profile: 'standard', rules }, { sandbox: true })).toEqual([
      'The agent’s own mode says what it asks about.',
      '2 rules answer requests: 1 allow, 1 deny.',
      'Comments go out without asking, by a rule.',
      'Pull requests are staged: none leaves without your yes.',
      'A sandbox cuts the network.',
    ])
  })
})

it('finds rules that name nothing, and too many', () => {
  const rules = Array.from({ length: 101 }, () => ({ verdict: 'allow', command: ' ' }) as const)
  const codes = [...permissionProblems({ profile: 'standard', rules })].map(({ code }) => code)
  expect(new Set(codes)).toEqual(new Set(['too-many', 'rule-empty']))
  expect([...permissionProblems({ profile: 'standard', rules: [{ verdict: 'ask', tool: 'edit' }] })]).toEqual([])
})
