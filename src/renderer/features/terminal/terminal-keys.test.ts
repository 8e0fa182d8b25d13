import { describe, expect, it } from 'vitest'
import { meaningOf } from './terminal-keys.ts'

const press = (keys: string) => {
  const parts = keys.split('+')
  const has = (name: string) => parts.slice(0, -1).includes(name)
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: has('ctrl'),
    shiftKey: has('shift'),
    altKey: has('alt'),
    metaKey: has('meta'),
  }
}

describe('a key in a terminal', () => {
  it.each([
    ['ctrl+shift+C', false, 'copy'],
    ['ctrl+shift+v', false, 'paste'],
    ['meta+c', true, 'copy'],
    ['meta+v', true, 'paste'],
    ['ctrl+shift+Escape', false, 'leave'],
    ['ctrl+shift+Escape', true, 'leave'],
  ])('%s (mac: %s) is the page’s: %s', (keys, mac, meaning) => {
    expect(meaningOf(press(keys), mac)).toBe(meaning)
  })

  it.each(['ctrl+c', 'Escape', 'Tab', 'ctrl+v', 'meta+c', 'ctrl+alt+shift+c', 'ctrl+k', '?', 'n'])(
    '%s is the program’s',
    (keys) => {
      expect(meaningOf(press(keys), false)).toBeNull()
    },
  )

  it('leaves the signs of Control to programs on an Apple system', () => {
    expect(meaningOf(press('ctrl+shift+c'), true)).toBeNull()
    expect(meaningOf(press('ctrl+c'), true)).toBeNull()
  })
})
