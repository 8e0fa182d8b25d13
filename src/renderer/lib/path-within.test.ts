import { describe, expect, it } from 'vitest'
import { pathWithin } from './path-within.ts'

describe('a path within a worktree', () => {
  it('is told without the folder', () => {
    expect(pathWithin('/data/worktrees/a1/src/basket.js', '/data/worktrees/a1')).toBe('src/basket.js')
  })

  it('keeps a folder that only begins alike, and a command', () => {
    expect(pathWithin('/data/worktrees/a12/x', '/data/worktrees/a1')).toBe('/data/worktrees/a12/x')
    const command = `npm test -- ${'x'.repeat(80)}`
    expect(pathWithin(command, '/data')).toBe(command)
  })
})
