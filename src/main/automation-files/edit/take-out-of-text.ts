import type { Document } from 'yaml'
import type { Path } from './changed-content.ts'
import { afterLine, columnOf, type Entry, entryAt, findEntry } from './entries.ts'

/** The text without one field, and without what that leaves empty; null where that takes more than a cut. */
export function takeOutOfText(document: Document, text: string, path: Path): string | null {
  for (let length = path.length; length > 0; length -= 1) {
    const { entry, rest } = findEntry(document, text, path.slice(0, length))
    if (entry === null || rest.length > 0) return null
    // The only entry of something goes with it.
    if (entry.holder.items.length > 1 || length === 1) return cut(text, entry)
  }
  return null
}

function cut(text: string, { end, holder, index, start }: Entry): string | null {
  const next = entryAt(holder, index + 1, text)
  if (holder.flow === true) {
    const before = entryAt(holder, index - 1, text)
    if (next !== null) return text.slice(0, start) + text.slice(next.start)
    return before === null ? null : text.slice(0, before.end) + text.slice(end)
  }
  const lineStart = start - columnOf(text, start)
  if (text.slice(lineStart, start).trim() === '') return text.slice(0, lineStart) + text.slice(afterLine(text, end))
  // It stands behind the dash of a list, where the next one takes its place.
  return next === null ? null : text.slice(0, start) + text.slice(next.start)
}
