export interface LineCounts {
  readonly added: number
  readonly removed: number
}

/**
 * Lines that one text has and the other hasn't, beyond what both begin and end with. A line that only moved within
 * the change counts as neither.
 */
export function countLines(before: string, after: string): LineCounts {
  const [old, present] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < old.length && start < present.length && old[start] === present[start]) start += 1
  let [oldEnd, presentEnd] = [old.length, present.length]
  while (oldEnd > start && presentEnd > start && old[oldEnd - 1] === present[presentEnd - 1]) {
    oldEnd -= 1
    presentEnd -= 1
  }
  const left = new Map<string, number>()
  for (const line of old.slice(start, oldEnd)) left.set(line, (left.get(line) ?? 0) + 1)
  let added = 0
  for (const line of present.slice(start, presentEnd)) {
    const count = left.get(line) ?? 0
    if (count === 0) added += 1
    else left.set(line, count - 1)
  }
  const removed = [...left.values()].reduce((sum, count) => sum + count, 0)
  return { added, removed }
}

function linesOf(text: string): readonly string[] {
  if (text === '') return []
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n')
}
