import { linesInWords, type ReviewComment } from './review-comment.ts'

export interface ReviewRequest {
  /** What is said about the whole; may be empty. */
  readonly note: string
  readonly comments: readonly ReviewComment[]
  /** Ids of comments whose lines have changed since they were written. */
  readonly lapsed: ReadonlySet<string>
}

/**
 * All comments as one prompt: each names file and line, quotes what stands there, and says what the person wrote. In the
 * order of files and lines.
 */
export function requestText({ note, comments, lapsed }: ReviewRequest): string {
  const said = note.trim()
  const listed = [...comments].sort(inOrder).map((comment) => oneComment(comment, lapsed.has(comment.id)))
  if (listed.length === 0) return said
  const many = listed.length === 1 ? 'a comment' : `${listed.length} comments`
  const head = `I reviewed your changes and have ${many}. Please change what they ask for.`
  return [head, ...(said === '' ? [] : [said]), ...listed].join('\n\n')
}

function oneComment(comment: ReviewComment, lapsed: boolean): string {
  const { path, lines, quote, text } = comment
  const place = lines.first === lines.last ? `${lines.first}` : `${lines.first}-${lines.last}`
  const removed = lines.side === 'before' ? ` (${linesInWords(lines)})` : ''
  const changed = lapsed ? ' (these lines have changed since)' : ''
  const more = lines.last - lines.first + 1 - quote.length
  const shown = more > 0 ? [...quote, `… ${more} more ${more === 1 ? 'line' : 'lines'}`] : quote
  return [`${oneLine(path)}:${place}${removed}${changed}`, fenced(shown), text.trim()].join('\n')
}

/** A fence longer than any run of backticks inside, so that no quoted line can end it. */
function fenced(lines: readonly string[]): string {
  const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)))
  // Without a word behind it, so that an agent never takes a quote for something to run.
  const fence = '`'.repeat(longest + 1)
  return [fence, ...lines.map(oneLine), fence].join('\n')
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, ' ')
}

function inOrder(one: ReviewComment, other: ReviewComment): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1
  return one.lines.first - other.lines.first || one.writtenAt - other.writtenAt
}
