/**
 * What has no shape of its own, or changes the order or shape of others: controls, direction marks, zero widths, tags,
 * fillers, and selectors of variants but the one that emoji have.
 */
const hidden =
  /\u034f|[\ufe00-\ufe0e]|[\u180b-\u180d\u180f]|[\u17b4\u17b5]|[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\u115f\u1160\u2065\u2800\u3164\uffa0\ufff0-\ufff8]|[\u{e0000}-\u{e0fff}]/gu

/** Every way to end a line that some reader knows. */
const breaks = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/

/** Lines of a stranger's text as they really are: what can't be seen is spelled out, `⟨U+202E⟩`; tabs stay. */
export function visibleLines(text: string): readonly string[] {
  return text.split(breaks).map((line) => line.replace(hidden, spell))
}

/** The same as one line, at most `limit` UTF-16 units long. */
export function visibleSubject(text: string, limit: number): string {
  // Cut first: what is spelled out is longer than what it stands for.
  const line = visibleLines(text.slice(0, limit * 2))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim()
  return line.length <= limit ? line : `${line.slice(0, limit - 1).toWellFormed()}…`
}

function spell(character: string): string {
  if (character === '\t') return character
  const code = character.codePointAt(0) ?? 0
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`
}
