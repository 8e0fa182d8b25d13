import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../shared/domain/verification/state.ts'
import { proofLine, verdictWords } from './proof-words.ts'

const verdict = { by: 'v', outcome: 'stands', kind: 'judged', reasons: [], proof: null } as unknown as Verdict

describe('what is known about work', () => {
  it('is proven only by gates, with those that ran twice named', () => {
    expect(proofLine({ kind: 'proven', gates: 3, flaky: 0 })).toMatchObject({ short: 'gates 3/3', look: 'proven' })
    expect(proofLine({ kind: 'proven', gates: 2, flaky: 1 }).long).toContain('1 of them at the second run')
  })

  it('is judged where somebody only said so', () => {
    const line = proofLine({ kind: 'judged', gates: 1, flaky: 0, verdict })
    expect(line).toMatchObject({ short: 'gates 1/1, judged', look: 'judged' })
    expect(line.long).toContain('Judged, not proven')
    expect(verdictWords(verdict)).toBe('It stands: judged, not proven')
    expect(verdictWords({ ...verdict, outcome: 'refuted', kind: 'proven' })).toContain('proven, the host ran its test')
  })

  it('names the gate that runs, never one past the last', () => {
    expect(proofLine({ kind: 'checking', passed: 0, of: 2 }).short).toBe('runs gate 1 of 2')
    expect(proofLine({ kind: 'checking', passed: 2, of: 2 }).short).toBe('runs gate 2 of 2')
  })

  it.each([{ kind: 'no-gates' }, { kind: 'unchecked' }] as const)('is nothing proven: $kind', (known) => {
    expect(proofLine(known).short).toContain('nothing proven')
  })
})
