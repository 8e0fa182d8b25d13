import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Chord, chordOf, isTyped, type KeyPress, matchKeys, parseKeys, spellKeys } from './match-keys.ts'

const none: KeyPress = { key: '', metaKey: false, ctrlKey: false, altKey: false, shiftKey: false }

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { ...none, ...held, key }
}

function matches(keys: string, presses: readonly KeyPress[], mac = false) {
  const chords = presses.map((each) => chordOf(each, mac)).filter((chord) => chord !== null)
  return parseKeys(keys).map((sequence) => matchKeys(sequence, chords))
}

describe('matchKeys', () => {
  it.each([
    ['r', press('r')],
    ['r', press('R', { shiftKey: false })],
    ['shift+r', press('R', { shiftKey: true })],
    ['?', press('?', { shiftKey: true })],
    ['?', press('?')],
    [' ', press(' ')],
    ['space', press(' ')],
    ['shift+space', press(' ', { shiftKey: true })],
    ['mod+k', press('k', { ctrlKey: true })],
    ['mod+enter', press('Enter', { ctrlKey: true })],
    ['shift+enter', press('Enter', { shiftKey: true })],
    ['shift+ArrowDown', press('ArrowDown', { shiftKey: true })],
    ['down', press('ArrowDown')],
    ['esc', press('Escape')],
    ['+', press('+', { shiftKey: true })],
    ['mod+plus', press('+', { ctrlKey: true })],
    ['alt+1', press('1', { altKey: true })],
  ])('%j is pressed', (keys, event) => {
    expect(matches(keys, [event])).toEqual(['whole'])
  })

  it.each([
    ['r', press('R', { shiftKey: true })],
    ['r', press('r', { ctrlKey: true })],
    ['r', press('r', { altKey: true })],
    ['mod+k', press('k')],
    ['mod+k', press('k', { metaKey: true })],
    ['enter', press('Enter', { shiftKey: true })],
  ])('%j is something else', (keys, event) => {
    expect(matches(keys, [event])).toEqual(['none'])
  })

  it('takes Command for mod on a Mac, and leaves Control to others', () => {
    expect(matches('mod+k', [press('k', { metaKey: true })], true)).toEqual(['whole'])
    expect(chordOf(press('k', { ctrlKey: true }), true)).toBeNull()
    expect(chordOf(press('Shift', { shiftKey: true }), true)).toBeNull()
  })

  it('follows a sequence press by press', () => {
    expect(matches('g b', [press('g')])).toEqual(['begun'])
    expect(matches('g b', [press('g'), press('b')])).toEqual(['whole'])
    expect(matches('g b', [press('g'), press('x')])).toEqual(['none'])
    expect(matches('g b', [press('b')])).toEqual(['none'])
  })

  it('knows several ways', () => {
    expect(matches('r, mod+enter', [press('Enter', { ctrlKey: true })])).toEqual(['none', 'whole'])
  })

  it('knows what types', () => {
    const typed = (keys: string) => parseKeys(keys).flatMap((sequence) => sequence.map(isTyped))
    expect(typed('a, ?, space, enter, down, shift+a, alt+a')).toEqual(Array(7).fill(true))
    expect(typed('mod+k, mod+enter, escape, f6')).toEqual(Array(4).fill(false))
  })
})

const key = fc.constantFrom('a', 'z', '7', '?', '+', ' ', '/', 'enter', 'escape', 'arrowup', 'f2', 'delete', 'é')
const chord: fc.Arbitrary<Chord> = fc
  .record({ key, mod: fc.boolean(), alt: fc.boolean(), shift: fc.boolean() })
  .map((made) => ({ ...made, shift: made.shift && !['7', '?', '+', '/'].includes(made.key) }))

function pressOf(made: Chord, mac: boolean): KeyPress {
  return { key: made.key, metaKey: mac && made.mod, ctrlKey: !mac && made.mod, altKey: made.alt, shiftKey: made.shift }
}

describe('properties of keys', () => {
  it('what is pressed as drawn is whole, on every system', () => {
    fc.assert(
      fc.property(fc.array(chord, { minLength: 1, maxLength: 3 }), fc.boolean(), (sequence, mac) => {
        const presses = sequence.map((made) => chordOf(pressOf(made, mac), mac)).filter((made) => made !== null)
        expect(matchKeys(sequence, presses)).toBe('whole')
        for (let size = 1; size < presses.length; size += 1) {
          expect(matchKeys(sequence, presses.slice(0, size))).toBe('begun')
        }
      }),
    )
  })

  it('what is spelled reads as the same', () => {
    const readable = chord.filter((made) => made.key !== '+')
    fc.assert(
      fc.property(fc.array(readable, { minLength: 1, maxLength: 3 }), (sequence) => {
        expect(parseKeys(spellKeys(sequence))).toEqual([sequence])
      }),
    )
  })

  it('two different sequences never match the same presses', () => {
    const sequence = fc.array(chord, { minLength: 1, maxLength: 2 })
    fc.assert(
      fc.property(sequence, sequence, (one, other) => {
        const same = spellKeys(one) === spellKeys(other)
        expect(matchKeys(other, one) === 'whole').toBe(same)
      }),
    )
  })
})
