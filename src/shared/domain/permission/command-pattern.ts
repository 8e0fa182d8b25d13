import { fitsAll, type Wildcards } from '../wildcards.ts'

/** A rule's command, taken apart once. */
export interface CommandPattern {
  readonly words: readonly WordPattern[]
  /** What stands in it besides stars, in order, in lower case. */
  readonly literals: readonly string[]
}

interface WordPattern {
  /** What stands between its stars; one alone where it has none. */
  readonly pieces: readonly string[]
  /** Any number of words. */
  readonly any: boolean
}

export function commandPattern(text: string): CommandPattern {
  const words = text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => ({ pieces: word.split('*'), any: word === '*' }))
  return {
    words,
    literals: words.flatMap(({ pieces }) => pieces.filter((piece) => piece !== '').map((piece) => piece.toLowerCase())),
  }
}

const anyWords: WordPattern = { pieces: ['', ''], any: true }
const inCommand: Wildcards<WordPattern, string> = { isAny: ({ any }) => any, fits: fitsWord }

/** Whether these words, all of them, are what it means. */
export function fitsWords({ words }: CommandPattern, given: readonly string[]): boolean {
  const last = words.at(-1)
  // A star at the end of the last word stands for further words, too.
  const open = last !== undefined && !last.any && last.pieces.length > 1 && last.pieces.at(-1) === ''
  return fitsAll(open ? [...words, anyWords] : words, given, inCommand)
}

/** Whether its words are among these in their order, the first of them first. */
export function isWithin({ words: [first, ...rest] }: CommandPattern, given: readonly string[]): boolean {
  if (first === undefined || !fitsWord(first, given[0] ?? '')) return false
  let at = 1
  for (const wanted of rest) {
    if (wanted.any) continue
    while (at < given.length && !fitsWord(wanted, given[at] ?? '')) at += 1
    if (at >= given.length) return false
    at += 1
  }
  return true
}

/** Whether one of these names is its first word. */
export function beginsWith({ words: [first] }: CommandPattern, names: readonly string[]): boolean {
  return first !== undefined && names.some((name) => fitsWord(first, name))
}

/** A text without what dresses words up: quotes, escapes, what can't be seen; in lower case. */
export function bared(text: string): string {
  const plain = text.normalize('NFKC').replaceAll(/["'\\\p{Cf}]|(?!\s)\p{Cc}/gu, '')
  return plain.toLowerCase()
}

/** Whether a bared text that wasn't understood has its words in it, in their order. */
export function couldMean({ literals }: CommandPattern, bare: string): boolean {
  let from = 0
  for (const literal of literals) {
    const at = bare.indexOf(literal, from)
    if (at === -1) return false
    from = at + literal.length
  }
  return true
}

function fitsWord({ pieces }: WordPattern, word: string): boolean {
  const [first = '', ...rest] = pieces
  const last = rest.pop()
  if (last === undefined) return word === first
  if (!word.startsWith(first) || !word.endsWith(last) || word.length < first.length + last.length) return false
  let at = first.length
  for (const piece of rest) {
    const found = word.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return at + last.length <= word.length
}
