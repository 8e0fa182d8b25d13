/** Characters that have no shape of their own, or that change the order or shape of others. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu

/**
 * Text of a stranger (an agent, a file, a command) as it really is: terminal escapes, direction
 * marks and invisible characters are spelled out, line breaks and tabs stay.
 */
export function visibleText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(unseen, spell)
}

/** The same for a single line, such as a title or a path. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\n\t]/g, ' ')
}

function spell(character: string): string {
  if (character === '\n' || character === '\t') return character
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`
}
