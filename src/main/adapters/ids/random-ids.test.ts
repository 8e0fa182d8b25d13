import { describe, expect, it } from 'vitest'
import { randomIds } from './random-ids.ts'

describe('random ids', () => {
  it('are short, safe in URLs and refs, and never repeat', () => {
    const ids = Array.from({ length: 20_000 }, () => randomIds.next())
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z2-7]{12}$/.test(id))).toEqual([])
  })

  it('use every character of the alphabet', () => {
    const used = new Set(Array.from({ length: 500 }, () => randomIds.next()).join(''))
    expect(used.size).toBe(32)
  })
})
