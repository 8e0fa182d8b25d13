import type { Lines, ReviewComment } from './review-comment.ts'

/** The file that a comment is on, as it is now. */
export interface PresentFile {
  /** Null where the file is gone. */
  readonly blob: string | null
  /** The commit that it is compared with. */
  readonly from: string | null
  /** Its lines after the change; null while they aren't known. */
  readonly lines: readonly string[] | null
}

export type Placement =
  | { readonly kind: 'holds'; readonly lines: Lines }
  /** The same lines stand elsewhere now. */
  | { readonly kind: 'moved'; readonly lines: Lines }
  /** The lines were changed since, or are no longer part of what is shown. */
  | { readonly kind: 'lapsed' }
  /** The file was changed since, and what it holds isn't known yet. */
  | { readonly kind: 'unknown' }

/** Where a comment stands in the present change. A file that is no longer part of it is given as undefined. */
export function placeComment(comment: ReviewComment, file: PresentFile | undefined): Placement {
  if (file === undefined) return { kind: 'lapsed' }
  const { lines } = comment
  if (lines.side === 'before') {
    const same = comment.from === file.from && comment.blob === file.blob
    return same ? { kind: 'holds', lines } : { kind: 'lapsed' }
  }
  if (comment.blob === file.blob) return { kind: 'holds', lines }
  if (file.blob === null) return { kind: 'lapsed' }
  return file.lines === null ? { kind: 'unknown' } : findAgain(comment, file.lines)
}

function findAgain({ lines, quote }: ReviewComment, present: readonly string[]): Placement {
  if (standsAt(quote, present, lines.first)) return { kind: 'holds', lines }
  const at = quote.every((line) => line.trim() === '') ? null : onlyPlace(quote, present)
  if (at === null) return { kind: 'lapsed' }
  return { kind: 'moved', lines: { ...lines, first: at, last: at + lines.last - lines.first } }
}

/** Where the quote stands, if it does so once: of several places none is surely the one that was meant. */
function onlyPlace(quote: readonly string[], present: readonly string[]): number | null {
  let found: number | null = null
  for (let number = 1; number <= present.length; number += 1) {
    if (!standsAt(quote, present, number)) continue
    if (found !== null) return null
    found = number
  }
  return found
}

function standsAt(quote: readonly string[], present: readonly string[], number: number): boolean {
  return quote.length > 0 && quote.every((line, at) => present[number - 1 + at] === line)
}
