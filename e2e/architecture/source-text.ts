/** Characters after which a slash begins a regular expression and does not divide. */
const BEFORE_REGEX = '(,=:[!&|?{};+-*%<>~^'

interface Span {
  readonly end: number
  readonly comment: boolean
}

function endOfQuoted(text: string, start: number): number {
  const quote = text[start]
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === quote) return at + 1
    else if (text[at] === '\n' && quote !== '`') return at
  }
  return text.length
}

function endOfRegex(text: string, start: number): number {
  let inClass = false
  for (let at = start + 1; at < text.length && text[at] !== '\n'; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '[') inClass = true
    else if (text[at] === ']') inClass = false
    else if (text[at] === '/' && !inClass) return at + 1
  }
  return start + 1
}

function endAt(text: string, terminator: string, from: number): number {
  const found = text.indexOf(terminator, from)
  return found < 0 ? text.length : found
}

function beginsRegex(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at).trimEnd()
  return before === '' || BEFORE_REGEX.includes(before.slice(-1)) || before.endsWith('return')
}

function spanAt(text: string, at: number): Span | undefined {
  const character = text[at]
  if (character === "'" || character === '"' || character === '`') return { end: endOfQuoted(text, at), comment: false }
  if (character !== '/') return undefined
  if (text[at + 1] === '/') return { end: endAt(text, '\n', at), comment: true }
  if (text[at + 1] === '*') return { end: Math.min(endAt(text, '*/', at + 2) + 2, text.length), comment: true }
  return beginsRegex(text, at) ? { end: endOfRegex(text, at), comment: false } : undefined
}

/** TypeScript source without its comments; lines keep their numbers. */
export function withoutComments(text: string): string {
  const parts: string[] = []
  let at = 0
  while (at < text.length) {
    const span = spanAt(text, at)
    const piece = text.slice(at, span?.end ?? at + 1)
    parts.push(span?.comment ? piece.replace(/[^\n]/g, '') : piece)
    at += piece.length
  }
  return parts.join('')
}

/** Lines that are neither blank nor only comment. */
export function countCodeLines(text: string): number {
  return withoutComments(text)
    .split('\n')
    .filter((line) => line.trim() !== '').length
}
