/** One task of several that stand in one text. */
export interface TaskPart {
  /** What the agent gets: without the mark of a list, its further lines moved left with it. */
  readonly text: string
  /** The same as it was written, so that what is left over can be written back. */
  readonly source: string
}

export interface TaskSplit {
  /** Fewer than two where the text is one task. */
  readonly parts: readonly TaskPart[]
  /** A list beyond doubt. Where it is not, lines may as well be the sentences of one task. */
  readonly sure: boolean
}

const oneTask: TaskSplit = { parts: [], sure: false }
const mark = /^(?:[-*+•]|\d{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)/
const fence = /^[ \t]*(`{3,}|~{3,})/

/** The tasks of a pasted list, one a line. What is indented or in a code fence belongs to the line before it. */
export function splitTasks(text: string): TaskSplit {
  const items = itemsOf(text.replaceAll('\r\n', '\n').split('\n'))
  const marked = items.some((item) => item.marked)
  if (items.length < 2 || (marked ? !items.every((item) => item.marked) : !looksLikeLines(items))) return oneTask
  const parts = items.map(({ lines, width }) => ({ text: dedent(lines, width), source: lines.join('\n') }))
  return { parts, sure: marked || !items.some(({ first }) => /[.!?]$/.test(first)) }
}

interface Item {
  readonly lines: string[]
  readonly first: string
  readonly marked: boolean
  /** Of its mark. */
  readonly width: number
}

function itemsOf(lines: readonly string[]): readonly Item[] {
  const items: Item[] = []
  let open: string | null = null
  let gap: readonly string[] = []
  for (const line of lines) {
    const last = items.at(-1)
    if (open === null && line.trim() === '') {
      gap = [...gap, '']
      continue
    }
    if (last !== undefined && (open !== null || belongsTo(last, line, gap.length))) last.lines.push(...gap, line)
    else items.push(itemOf(line))
    gap = []
    open = fenceAfter(open, line)
  }
  return items
}

function itemOf(line: string): Item {
  const width = mark.exec(line)?.[0].length ?? 0
  return { lines: [line], first: line.trim(), marked: width > 0, width }
}

/** A list's item may go on in the next line without being indented; a line by itself may not. */
function belongsTo(item: Item, line: string, gap: number): boolean {
  if (/^[ \t]/.test(line) || fence.test(line)) return true
  return item.marked && gap === 0 && !mark.test(line)
}

/** The fence that is open after a line, of the one that was open before it. */
function fenceAfter(open: string | null, line: string): string | null {
  if (open === null) return fence.exec(line)?.[1] ?? null
  const closing = line.trim()
  const closes = closing.length >= open.length && closing === (open[0] ?? '').repeat(closing.length)
  return closes ? null : open
}

/** Lines of their own rather than one paragraph broken into lines, a heading or code with text around it. */
function looksLikeLines(items: readonly Item[]): boolean {
  return items.every(({ first }, at) => {
    const next = items[at + 1]?.first
    if (/^(?:#{1,6}\s|`{3}|~{3})/.test(first)) return false
    if (next === undefined) return true
    return !/[,:;]$/.test(first) && !(first.length >= 50 && /^\p{Ll}/u.test(next))
  })
}

function dedent([first = '', ...rest]: readonly string[], width: number): string {
  const moved = rest.map((line) => line.slice(Math.min(width, line.length - line.trimStart().length)))
  return [first.slice(width), ...moved].join('\n').trim()
}
