import { describe, expect, it } from 'vitest'
import { failure } from '../../../../shared/kernel/failure.ts'
import { namedPaths } from '../../../lib/named-paths.ts'
import { primaryAction, type ReviewFacts } from './primary-action.ts'
import { repairText } from './repair.ts'

const facts = (part: Partial<ReviewFacts>): ReviewFacts => ({
  state: 'ready',
  unsent: 0,
  noted: false,
  files: 2,
  repairable: false,
  next: false,
  ...part,
})

describe('the bright button', () => {
  it.each([
    ['merge', {}],
    ['repair', { repairable: true }],
    ['request', { repairable: true, noted: true }],
    ['request', { unsent: 1 }],
    ['request', { noted: true }],
    ['request', { files: 0 }],
    ['request', { state: 'running', unsent: 2 }],
    ['request', { state: 'landed', unsent: 2, next: true }],
    ['request', { state: 'parked' }],
    ['restore', { state: 'discarded', unsent: 1 }],
    ['next', { state: 'landed', next: true }],
    ['next', { state: 'running', next: true }],
    ['none', { state: 'landed' }],
    ['none', { state: 'landing' }],
  ] as const)('is %s for %o', (wanted, part) => {
    expect(primaryAction(facts(part))).toBe(wanted)
  })
})

describe('what a refusal names', () => {
  const conflict = failure('landing-conflict', 'It conflicts.', {
    remedy: 'Resolve it.',
    facts: {
      into: 'main',
      conflicts: [
        { path: 'a.txt', kind: 'content' },
        { path: 'b', kind: 'add/add' },
      ],
      more: 3,
    },
  })

  it('are conflicts and paths in the way, whatever else the facts hold', () => {
    expect(namedPaths(conflict)).toEqual({
      paths: [
        { path: 'a.txt', kind: 'content' },
        { path: 'b', kind: 'add/add' },
      ],
      more: 3,
    })
    const inTheWay = failure('checkout-in-use', 'In use.', {
      remedy: 'Save.',
      facts: { paths: ['c.txt'], conflicts: 'x' },
    })
    expect(namedPaths(inTheWay)).toEqual({ paths: [{ path: 'c.txt', kind: '' }], more: 0 })
    expect(namedPaths(failure('other', 'No.', 'Wait.'))).toEqual({ paths: [], more: 0 })
  })

  it('is what the agent is asked to resolve', () => {
    expect(repairText(conflict, 'main')).toContain('- a.txt\n- b\n- and 3 more')
    expect(repairText(failure('other', 'No.', 'Wait.'), 'main')).not.toContain('-')
  })
})
