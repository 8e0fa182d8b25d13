import { describe, expect, it } from 'vitest'
import { emptyDraft } from './draft.ts'
import { effortOptions, effortProblem, effortReason, usualEffort } from './effort.ts'

describe('how much proof a dispatch buys', () => {
  it('follows from the gates', () => {
    expect(usualEffort(emptyDraft, [])).toBe('quick')
    expect(usualEffort(emptyDraft, ['npm test'])).toBe('standard')
    expect(usualEffort({ gates: ' make check \n' }, [])).toBe('standard')
  })

  it('is told only where it differs from nothing', () => {
    expect(effortOptions(emptyDraft)).toEqual({ recover: true })
    expect(effortOptions({ ...emptyDraft, recover: false })).toEqual({})
    const full = { effort: 'proven', gates: 'a\n\n b \na', recover: true, budget: { cost: 2 }, candidates: 3 } as const
    expect(effortOptions(full)).toEqual({
      effort: 'proven',
      gates: ['a', 'b'],
      recover: true,
      budget: { cost: 2 },
      candidates: 3,
    })
  })

  it('needs a gate above quick', () => {
    expect(effortProblem('standard', 0)).toContain('no gate')
    expect(effortProblem('standard', 1)).toBeNull()
    expect(effortProblem('quick', 0)).toBeNull()
    expect(effortReason('proven', 2)).toContain('its 2 gates pass')
  })
})
