import { parseKeys, partsOf } from './match-keys.ts'

const symbols: Readonly<Record<string, string>> = {
  enter: '↵',
  arrowup: '↑',
  arrowdown: '↓',
  arrowleft: '←',
  arrowright: '→',
  escape: 'Esc',
  ' ': 'Space',
  backspace: '⌫',
  delete: 'Del',
  tab: 'Tab',
}

const onMac: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', shift: '⇧' }
const elsewhere: Readonly<Record<string, string>> = { mod: 'Ctrl', alt: 'Alt', shift: 'Shift' }

/** The first way to press `keys` as drawn: ['⌘K'], ['Ctrl+K'], ['G', 'B']. */
export function formatKeys(keys: string, mac: boolean): readonly string[] {
  const [first = []] = parseKeys(keys)
  const modifiers = mac ? onMac : elsewhere
  return first.map((chord) =>
    partsOf(chord)
      .map((part) => modifiers[part] ?? symbols[part] ?? capital(part))
      .join(mac ? '' : '+'),
  )
}

/** The same for `aria-keyshortcuts`, which knows no sequences: undefined for those. */
export function ariaKeys(keys: string, mac: boolean): string | undefined {
  const ways = parseKeys(keys).filter((sequence) => sequence.length === 1)
  const spelled = ways.flatMap((sequence) =>
    sequence.map((chord) =>
      partsOf(chord)
        .map((part) => ariaPart(part, mac))
        .join('+'),
    ),
  )
  return spelled.length === 0 ? undefined : spelled.join(' ')
}

function ariaPart(part: string, mac: boolean): string {
  if (part === 'mod') return mac ? 'Meta' : 'Control'
  return part === ' ' ? 'Space' : capital(part)
}

function capital(part: string): string {
  return part.startsWith('arrow') ? `Arrow${capital(part.slice(5))}` : part.charAt(0).toUpperCase() + part.slice(1)
}
