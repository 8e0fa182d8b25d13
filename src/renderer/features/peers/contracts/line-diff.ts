export interface DiffLine {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Pairs of lines that are compared at most; texts that differ in more are shown as replaced whole. */
const workLimit = 4_000_000

/** What turns one text into another, line by line: as few lines as possible, removed ones first. */
export function lineDiff(before: string, after: string): readonly DiffLine[] {
  const [old, fresh] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start += 1
  let end = 0
  while (
    end < old.length - start &&
    end < fresh.length - start &&
    old[old.length - 1 - end] === fresh[fresh.length - 1 - end]
  )
    end += 1
  return [
    ...old.slice(0, start).map(same),
    ...middle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...old.slice(old.length - end).map(same),
  ]
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n')
}

function same(text: string): DiffLine {
  return { kind: 'same', text }
}

function middle(old: readonly string[], fresh: readonly string[]): readonly DiffLine[] {
  const removed = (text: string): DiffLine => ({ kind: 'removed', text })
  const added = (text: string): DiffLine => ({ kind: 'added', text })
  if (old.length * fresh.length > workLimit) return [...old.map(removed), ...fresh.map(added)]
  const common = commonLengths(old, fresh)
  const width = fresh.length + 1
  const lines: DiffLine[] = []
  let [at, to] = [0, 0]
  while (at < old.length || to < fresh.length) {
    const [left, right] = [old[at], fresh[to]]
    if (left !== undefined && left === right) {
      lines.push(same(left))
      at += 1
      to += 1
      continue
    }
    const skipOld = common[(at + 1) * width + to] ?? -1
    const skipFresh = common[at * width + to + 1] ?? -1
    if (left !== undefined && (right === undefined || skipOld >= skipFresh)) {
      lines.push(removed(left))
      at += 1
    } else {
      lines.push(added(right ?? ''))
      to += 1
    }
  }
  return lines
}

/** At `[i * (fresh + 1) + j]`: how many lines the rests from `i` and `j` have in common, in order. */
function commonLengths(old: readonly string[], fresh: readonly string[]): Uint32Array {
  const width = fresh.length + 1
  const lengths = new Uint32Array((old.length + 1) * width)
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const here = i * width + j
      lengths[here] =
        old[i] === fresh[j]
          ? (lengths[here + width + 1] ?? 0) + 1
          : Math.max(lengths[here + width] ?? 0, lengths[here + 1] ?? 0)
    }
  }
  return lengths
}
