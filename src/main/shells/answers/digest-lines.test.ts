import { describe, expect, it } from 'vitest'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { Digest } from '../../../shared/domain/supervision/digest.ts'
import { digestLines, sinceTime } from './digest-lines.ts'

const now = Date.UTC(2026, 10, 20, 12)
const nothing: Digest = {
  from: now,
  to: now,
  landed: [],
  failed: [],
  refused: [],
  waiting: [],
  spent: { tokens: 0, cost: null, workMs: 0 },
  moved: [],
  baseMoved: [],
  paused: [],
}
const lines = (digest: Partial<Digest>) => digestLines(new MemoryModel().model, { ...nothing, ...digest }).split('\n')

describe('since', () => {
  it.each([
    ['90m', now - 5_400_000],
    ['8h', now - 28_800_000],
    ['2d', now - 172_800_000],
    ['2026-11-20T10:00:00Z', now - 7_200_000],
    ['999999d', 0],
  ])('%s', (text, expected) => {
    expect(sinceTime(text, now)).toBe(expected)
  })

  it.each(['', 'yesterday', '5', '-3h', '8 h', '1969-01-01', '2026-99-99'])('not %j', (text) => {
    expect(sinceTime(text, now)).toBe(null)
  })
})

describe('a digest', () => {
  it('says so where nothing happened', () => {
    expect(lines({}).at(-1)).toBe('Nothing landed, nothing failed, nothing waits for you.')
  })

  it('names what happened, and what it cost', () => {
    const one = { thread: 't1' as never, title: 'Fix\u0007 it', at: now }
    const reason = { code: 'crash', message: 'It died.', remedy: 'Go on.' } as const
    const digest = lines({
      landed: [{ ...one, into: 'main' }],
      failed: [{ ...one, title: null, reason }],
      spent: { tokens: 12_345, cost: 1.5, workMs: 120_000 },
    })
    expect(digest[0]).toBe('Since 2026-11-20T12:00:00.000Z: 12,345 tokens, $1.50, 2 minutes of work')
    expect(digest).toContain('Landed')
    expect(digest.join('\n')).toContain(' it on main')
    expect(digest.join('\n')).not.toContain('\u0007')
    expect(digest).toContain('  t1 (crash): It died.')
  })
})
