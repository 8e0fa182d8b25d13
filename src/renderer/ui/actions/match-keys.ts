/** One press: a key by its name in lower case, and what is held with it. */
export interface Chord {
  readonly key: string
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** Presses one after the other. */
export type KeySequence = readonly Chord[]

/** What of a keyboard event matters. */
export interface KeyPress {
  readonly key: string
  readonly metaKey: boolean
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

const names: Readonly<Record<string, string>> = {
  space: ' ',
  esc: 'escape',
  return: 'enter',
  up: 'arrowup',
  down: 'arrowdown',
  left: 'arrowleft',
  right: 'arrowright',
  del: 'delete',
  plus: '+',
}

const modifiers = ['mod', 'alt', 'shift'] as const
const held = new Set(['meta', 'control', 'alt', 'shift', 'altgraph', 'capslock', 'fn'])

/** Reads 'mod+k', 'g b' or 'r, mod+enter': every way to press it. */
export function parseKeys(text: string): readonly KeySequence[] {
  return text.split(', ').map((way) => (way === ' ' ? [parseChord(way)] : way.trim().split(/ +/).map(parseChord)))
}

/** A press as a chord; null while only modifiers are down. */
export function chordOf(press: KeyPress, mac: boolean): Chord | null {
  const key = press.key.toLowerCase()
  if (held.has(key)) return null
  const [mod, other] = mac ? [press.metaKey, press.ctrlKey] : [press.ctrlKey, press.metaKey]
  // The other one of Control and Command belongs to the system or to a terminal.
  if (other) return null
  return { key, mod, alt: press.altKey, shift: press.shiftKey && !isSign(key) }
}

export type KeyMatch = 'none' | 'begun' | 'whole'

/** How far the latest presses go into a sequence. */
export function matchKeys(sequence: KeySequence, presses: KeySequence): KeyMatch {
  if (presses.length === 0 || presses.length > sequence.length) return 'none'
  if (!presses.every((press, at) => sameChord(press, sequence[at]))) return 'none'
  return presses.length === sequence.length ? 'whole' : 'begun'
}

/** Whether a chord would write something where text is typed. */
export function isTyped(chord: Chord): boolean {
  return !chord.mod && (chord.key.length === 1 || typing.has(chord.key))
}

const typing = new Set(['enter', 'tab', 'backspace', 'delete', 'arrowup', 'arrowdown', 'arrowleft', 'arrowright'])

/** One spelling for each sequence, so that two can be compared. */
export function spellKeys(sequence: KeySequence): string {
  return sequence.map(spellChord).join(' ')
}

/** The chords of one way, in order, for drawing: ['mod', 'k']. */
export function partsOf(chord: Chord): readonly string[] {
  return [...modifiers.filter((modifier) => chord[modifier]), chord.key]
}

function parseChord(text: string): Chord {
  if (text === ' ' || text === '+') return { key: text, mod: false, alt: false, shift: false }
  const parts = text.toLowerCase().split('+')
  const last = parts.at(-1) ?? ''
  const has = (modifier: string) => parts.slice(0, -1).includes(modifier)
  const key = names[last] ?? last
  return { key, mod: has('mod'), alt: has('alt'), shift: has('shift') && !isSign(key) }
}

/** A sign such as ? needs Shift on one keyboard and not on another, so Shift says nothing about it. */
function isSign(key: string): boolean {
  return key.length === 1 && key !== ' ' && key.toLowerCase() === key.toUpperCase()
}

function sameChord(one: Chord, other: Chord | undefined): boolean {
  return other !== undefined && spellChord(one) === spellChord(other)
}

function spellChord(chord: Chord): string {
  const key = chord.key === ' ' ? 'space' : chord.key
  return [...modifiers.filter((modifier) => chord[modifier]), key].join('+')
}
