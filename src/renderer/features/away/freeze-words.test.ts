import { describe, expect, it } from 'vitest'
import { freezeWords } from './freeze-words.ts'

describe('what a freeze did', () => {
  it.each([
    [{ stopped: 0, stopping: 0, checks: 0 }, 'Nothing was running. Nothing is dispatched.'],
    [{ stopped: 2, stopping: 0, checks: 0 }, '2 turns stopped; all of it is kept. Nothing is dispatched.'],
    [
      { stopped: 1, stopping: 1, checks: 1 },
      '1 turn stopped, 1 turn still ending, gates of 1 thread broken off; all of it is kept. Nothing is dispatched.',
    ],
  ])('is told of %j', (facts, expected) => {
    expect(freezeWords(facts)).toBe(expected)
  })
})
