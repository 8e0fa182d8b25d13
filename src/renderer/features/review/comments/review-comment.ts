/** Lines by their numbers on one side, both included. */
export type Lines = { readonly side: 'before' | 'after'; readonly first: number; readonly last: number }

/** A remark on lines of a change; kept as `review.comments.THREAD`, so a type and no interface. */
export type ReviewComment = {
  readonly id: string
  readonly path: string
  readonly lines: Lines
  /** The lines as they were when it was written, at most `quoteLimit` of them. */
  readonly quote: readonly string[]
  /** Names the file's content after the change at that time; null where the change removed it. */
  readonly blob: string | null
  /** The commit that the change was compared with at that time. */
  readonly from: string | null
  readonly text: string
  readonly writtenAt: number
  /** When and on which checkpoint it was sent; null while it wasn't. */
  readonly sent: { readonly at: number; readonly checkpoint: string } | null
}

export const quoteLimit = 12

export function unsentOf(comments: readonly ReviewComment[]): readonly ReviewComment[] {
  return comments.filter((comment) => comment.sent === null)
}

/** Those with something to say; an empty one is only a form that is open. */
export function toSend(comments: readonly ReviewComment[]): readonly ReviewComment[] {
  return unsentOf(comments).filter((comment) => comment.text.trim() !== '')
}

/** 'line 44', 'lines 44–46', 'line 12 of what was removed'. */
export function linesInWords({ side, first, last }: Lines): string {
  const numbers = first === last ? `line ${first}` : `lines ${first}–${last}`
  return side === 'after' ? numbers : `${numbers} before the change`
}
