import type { Lines } from '../comments/review-comment.ts'

interface PatchLine {
  readonly before: number | null
  readonly after: number | null
  readonly text: string
  /** Which hunk it is in: two runs of changes may stand next to each other across a gap. */
  readonly hunk: number
}

/** What a person can point at in one file's change. */
export interface PatchLines {
  readonly lines: readonly PatchLine[]
  /** Index of the line that stands for each run of changed ones. */
  readonly changes: readonly number[]
}

const hunkHead = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/

/** Reads the hunks of one file's unified patch. A patch that was cut off gives what is there. */
export function readPatchLines(patch: string): PatchLines {
  const lines: PatchLine[] = []
  let [before, after] = [0, 0]
  let inside = false
  let hunk = 0
  for (const text of patch.split('\n')) {
    const head = hunkHead.exec(text)
    if (head !== null) {
      inside = true
      hunk += 1
      before = Number(head[1])
      after = Number(head[2])
      continue
    }
    if (!inside) continue
    const sign = text[0]
    const content = text.slice(1)
    if (sign === ' ') lines.push({ before: before++, after: after++, text: content, hunk })
    else if (sign === '-') lines.push({ before: before++, after: null, text: content, hunk })
    else if (sign === '+') lines.push({ before: null, after: after++, text: content, hunk })
    else if (sign !== '\\') inside = false
  }
  return { lines, changes: startsOfChanges(lines) }
}

/** The text of lines of one side, at most `limit`; without those that the patch doesn't show. */
export function quoteOf({ lines }: PatchLines, wanted: Lines, limit: number): readonly string[] {
  const found = lines.filter((line) => {
    const number = line[wanted.side]
    return number !== null && number >= wanted.first && number <= wanted.last
  })
  return found.slice(0, limit).map((line) => line.text)
}

/** The line so many on from the selected one; the first change where nothing is selected. Null if there is no line. */
export function stepLine(patch: PatchLines, selected: Lines | null, by: number): Lines | null {
  const at = selected === null ? -1 : indexOf(patch, selected, by)
  if (at === -1) return linesAt(patch, patch.changes[0] ?? 0)
  return linesAt(patch, Math.min(patch.lines.length - 1, Math.max(0, at + by)))
}

/** The beginning of the next run of changed lines, or of the one before. */
export function stepChange(patch: PatchLines, selected: Lines | null, by: 1 | -1): Lines | null {
  const at = selected === null ? -1 : indexOf(patch, selected, by)
  const next =
    by === 1 ? patch.changes.find((start) => start > at) : patch.changes.findLast((start) => start < Math.max(at, 0))
  const end = by === 1 ? patch.changes.at(-1) : patch.changes[0]
  return linesAt(patch, next ?? end ?? 0)
}

/** How far down a line is drawn, as a share of the whole: near enough to bring it into view. */
export function depthOf(patch: PatchLines, lines: Lines): number {
  const at = indexOf(patch, lines, -1)
  return at === -1 ? 0 : at / Math.max(1, patch.lines.length)
}

function indexOf({ lines }: PatchLines, { side, first, last }: Lines, towards: number): number {
  const wanted = towards > 0 ? last : first
  return lines.findIndex((line) => line[side] === wanted)
}

function linesAt({ lines }: PatchLines, at: number): Lines | null {
  const line = lines[at]
  if (line === undefined) return null
  if (line.after !== null) return { side: 'after', first: line.after, last: line.after }
  return line.before === null ? null : { side: 'before', first: line.before, last: line.before }
}

/** Of each run of changed lines the first that is there now; the first that was removed where nothing came instead. */
function startsOfChanges(lines: readonly PatchLine[]): readonly number[] {
  const starts: number[] = []
  for (let at = 0; at < lines.length; at += 1) {
    const begin = at
    while (isChanged(lines[at]) && lines[at]?.hunk === lines[begin]?.hunk) at += 1
    if (at === begin) continue
    const added = lines.slice(begin, at).findIndex((line) => line.after !== null)
    starts.push(begin + Math.max(0, added))
    at -= 1
  }
  return starts
}

function isChanged(line: PatchLine | undefined): boolean {
  return line !== undefined && (line.before === null || line.after === null)
}

/** The same for both texts of a file, where there is no patch: any line can be pointed at. */
export function readTextLines(before: string | null, after: string | null): PatchLines {
  const removed = (before?.split('\n') ?? []).map((text, at) => ({ before: at + 1, after: null, text, hunk: 0 }))
  const present = (after?.split('\n') ?? []).map((text, at) => ({ before: null, after: at + 1, text, hunk: 0 }))
  return { lines: [...removed, ...present], changes: present.length === 0 ? [] : [removed.length] }
}
