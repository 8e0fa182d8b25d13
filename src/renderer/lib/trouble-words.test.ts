import { describe, expect, it } from 'vitest'
import type { Recovery } from '../../shared/domain/recovery/state.ts'
import { countdown, nextLine, troubleLine } from './trouble-words.ts'

const recovery = (dueAt: number, next: Recovery['next'] = { kind: 'resend' }) =>
  ({ id: 't', counts: {}, number: 1, next, diagnoses: [{ class: 'rate-limit', dueAt }] }) as unknown as Recovery

describe('trouble in a row', () => {
  it('says what is wrong and counts down to what comes next', () => {
    expect(troubleLine(recovery(252_000), 0)).toBe('rate limit: goes on in 4:12')
    expect(troubleLine(recovery(0), 1)).toBe('rate limit: goes on now')
    expect(nextLine({ kind: 'fresh', agent: null }, 1000, 0)).toBe('another thread takes over in 0:01')
  })

  it('says nothing where nothing more is done by itself', () => {
    expect(troubleLine(recovery(1, null), 0)).toBeNull()
    expect(troubleLine(undefined, 0)).toBeNull()
  })

  it.each([
    [1, '0:01'],
    [59_001, '1:00'],
    [3_750_000, '1:02:30'],
    [-5, '0:00'],
  ])('counts %d ms down as %s', (ms, expected) => {
    expect(countdown(ms)).toBe(expected)
  })
})
