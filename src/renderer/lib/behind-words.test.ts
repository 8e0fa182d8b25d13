import { describe, expect, it } from 'vitest'
import type { Thread } from '../../shared/domain/thread/state.ts'
import { heldWords } from './behind-words.ts'

function said(kind: Thread['state']['kind'], more: Partial<Thread> = {}): string {
  const { before, after } = heldWords({ state: { kind } as Thread['state'], ...more })
  return `${before} X ${after}`
}

describe('what a thread that was put behind another one waits for', () => {
  it('goes on where it has not begun', () => {
    expect(said('queued')).toBe('It waits for X to land, and goes on from there.')
  })

  it('ends its turn where it has work of its own, and begins it again where it has none', () => {
    expect(said('running')).toBe('It ends this turn, then waits for X to land before it is merged.')
    expect(said('running', { freezing: true })).toBe('Its turn is broken off, and begins again once X has landed.')
  })

  it('says of finished work when it can be merged', () => {
    expect(said('ready')).toContain('can be merged once X has landed')
  })
})
