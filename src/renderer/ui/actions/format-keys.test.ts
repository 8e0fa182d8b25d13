import { describe, expect, it } from 'vitest'
import { ariaKeys, formatKeys } from './format-keys.ts'

describe('formatKeys', () => {
  it.each([
    ['mod+k', ['⌘K'], ['Ctrl+K']],
    ['mod+shift+enter', ['⌘⇧↵'], ['Ctrl+Shift+↵']],
    ['g b', ['G', 'B'], ['G', 'B']],
    ['space', ['Space'], ['Space']],
    ['r, mod+enter', ['R'], ['R']],
    ['?', ['?'], ['?']],
    ['escape', ['Esc'], ['Esc']],
  ])('%s', (keys, mac, other) => {
    expect(formatKeys(keys, true)).toEqual(mac)
    expect(formatKeys(keys, false)).toEqual(other)
  })

  it('names keys for screen readers', () => {
    expect(ariaKeys('r, mod+enter', false)).toBe('R Control+Enter')
    expect(ariaKeys('mod+arrowdown', true)).toBe('Meta+ArrowDown')
    expect(ariaKeys('g b', true)).toBeUndefined()
  })
})
