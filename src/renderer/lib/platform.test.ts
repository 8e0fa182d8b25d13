import { describe, expect, it } from 'vitest'
import { isApple } from './platform.ts'

describe('isApple', () => {
  it.each(['MacIntel', 'macOS', 'iPhone', 'iPad'])('%s', (platform) => expect(isApple(platform)).toBe(true))
  it.each(['Linux x86_64', 'Win32', ''])('%j is none', (platform) => expect(isApple(platform)).toBe(false))
})
