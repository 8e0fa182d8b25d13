import type { ChangedLines, LineRange, MergeSides } from '../../git.ts'
import { changedPaths, type Files, type MemoryObjects } from './objects.ts'

/** One block of change for each file. */
export function linesChanged(before: Files, after: Files): readonly ChangedLines[] {
  return changedPaths(before, after).map((path) => {
    const [old, young] = [before.get(path), after.get(path)]
    return { path, lines: old === undefined || young === undefined ? null : [blockOf(old, young)] }
  })
}

function blockOf(before: string, after: string): LineRange {
  const [old, young] = [before.split('\n'), after.split('\n')]
  let [start, end] = [0, 0]
  const shorter = Math.min(old.length, young.length)
  while (start < shorter && old[start] === young[start]) start += 1
  while (end < shorter - start && old.at(-1 - end) === young.at(-1 - end)) end += 1
  const count = old.length - start - end
  return count > 0 ? { from: start + 1, to: start + count } : { from: Math.max(1, start), to: start + 1 }
}

/** Paths that both changed, at the same or neighbouring lines, and not in the same way. */
export function conflictsBetween(objects: MemoryObjects, { ours, theirs }: MergeSides): readonly string[] {
  const [mine, other] = [objects.files(ours.tree), objects.files(theirs.tree)]
  const changes = new Map(linesChanged(objects.files(theirs.base), other).map(({ path, lines }) => [path, lines]))
  return linesChanged(objects.files(ours.base), mine).flatMap(({ path, lines }) => {
    const changed = changes.get(path)
    const differs = changed !== undefined && mine.get(path) !== other.get(path)
    return differs && touch(lines?.[0], changed?.[0]) ? [path] : []
  })
}

function touch(one: LineRange | undefined, other: LineRange | undefined): boolean {
  return one === undefined || other === undefined || (one.from <= other.to + 1 && other.from <= one.to + 1)
}
