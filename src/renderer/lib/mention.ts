/** What is being named in a text, up to the caret. */
export interface Mention {
  /** Where its @ stands. */
  readonly from: number
  readonly query: string
}

export interface MentionChoice {
  readonly id: string
  readonly title: string
  /** Beside the title, quieter. */
  readonly detail: string
}

const longest = 60

/** The name that is begun before the caret: after an @ that begins a word. Null where none is. */
export function mentionAt(text: string, caret: number): Mention | null {
  const from = text.lastIndexOf('@', caret - 1)
  if (from === -1 || caret <= from) return null
  const before = text.slice(0, from)
  const query = text.slice(from + 1, caret)
  const begins = before === '' || /[\s([{"'“‘]$/.test(before)
  return begins && query.length <= longest && !/^\s|\n/.test(query) ? { from, query } : null
}

const shown = 8

/** Those whose title has the words, ones that begin with them first; in their own order otherwise. */
export function matchingChoices(choices: readonly MentionChoice[], query: string): readonly MentionChoice[] {
  const wanted = query.trim().toLowerCase()
  const found = choices.filter(({ title }) => title.toLowerCase().includes(wanted))
  const first = (title: string) => (title.toLowerCase().startsWith(wanted) ? 0 : 1)
  return found.toSorted((one, other) => first(one.title) - first(other.title)).slice(0, shown)
}

/** The text with the whole name instead of what was begun, and where the caret is after it. */
export function withMention(text: string, { from, query }: Mention, title: string): { text: string; caret: number } {
  const name = `@${title}`
  const rest = text.slice(from + 1 + query.length)
  const gap = /^\s/.test(rest) ? '' : ' '
  return { text: `${text.slice(0, from)}${name}${gap}${rest}`, caret: from + name.length + 1 }
}

/** Of those that were chosen, the ones whose whole name still stands in the text. */
export function stillNamed<T extends { readonly name: string }>(text: string, chosen: readonly T[]): readonly T[] {
  return chosen.filter(({ name }) => {
    for (let at = text.indexOf(`@${name}`); at !== -1; at = text.indexOf(`@${name}`, at + 1)) {
      if (!/^[\p{L}\p{N}_]/u.test(text.slice(at + 1 + name.length))) return true
    }
    return false
  })
}
