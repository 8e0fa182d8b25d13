import type { Evidence, Spot } from '../../shared/domain/topology/state.ts'
import type { ChangedLines, LineRange } from '../ports/git.ts'
import { weightOf } from './common-files.ts'
import { evidenceOf, type Hint } from './evidence.ts'

/** Lines this near to each other are likely to be read together, and to move each other. */
const nearLines = 5
/** Of hints: what each kind of meeting is worth. */
const worth = { lines: 1, whole: 0.8, near: 0.6, file: 0.25 } as const

/** What a thread changed by now, by path. */
export type Changes = ReadonlyMap<string, readonly LineRange[] | null>

export function changesOf(files: readonly ChangedLines[]): Changes {
  return new Map(files.map(({ lines, path }) => [path, lines]))
}

/** Paths that both changed, in order. */
export function sharedPaths(one: Changes, other: Changes): readonly string[] {
  const [fewer, more] = one.size <= other.size ? [one, other] : [other, one]
  return [...fewer.keys()].filter((path) => more.has(path)).sort()
}

/**
 * Files, and lines of them, that both changed. `moved`: files that differ between the two commits which the threads
 * started from, so that their line numbers can't be compared.
 */
export function overlapEvidence(one: Changes, other: Changes, moved: ReadonlySet<string> = new Set()): Evidence | null {
  const hints = sharedPaths(one, other).map((path): Hint => {
    const hint = hintOf(path, one.get(path) ?? null, moved.has(path) ? [] : (other.get(path) ?? null))
    return { ...hint, value: hint.value * weightOf(path) }
  })
  return evidenceOf('overlap', hints)
}

function hintOf(path: string, one: readonly LineRange[] | null, other: readonly LineRange[] | null): Hint {
  if (one === null && other === null) {
    return { value: worth.lines, detail: `Both change ${path} as a whole.`, spots: [{ path, lines: null }] }
  }
  if (one === null || other === null) {
    return { value: worth.whole, detail: `One replaces ${path}, the other changes it.`, spots: [{ path, lines: null }] }
  }
  const spots = meetingLines(one, other).map((lines): Spot => ({ path, lines }))
  if (spots.length > 0) return { value: worth.lines, detail: `Both change ${linesOf(spots)} of ${path}.`, spots }
  const near = meetingLines(one, other, nearLines)
  if (near.length > 0) {
    const [lines = null] = near
    return { value: worth.near, detail: `Both change ${path}, a few lines apart.`, spots: [{ path, lines }] }
  }
  return { value: worth.file, detail: `Both change ${path}, in different places.` }
}

function linesOf(spots: readonly Spot[]): string {
  const named = spots.slice(0, 3).map(({ lines }) => {
    if (lines === null) return ''
    return lines.from === lines.to ? `${lines.from}` : `${lines.from}–${lines.to}`
  })
  const more = spots.length > named.length ? ' and more' : ''
  return `${spots.length === 1 && !named[0]?.includes('–') ? 'line' : 'lines'} ${named.join(', ')}${more}`
}

/** Where ranges meet that are at most `apart` lines from each other: from the first of their lines to the last. */
export function meetingLines(one: readonly LineRange[], other: readonly LineRange[], apart = 0): readonly LineRange[] {
  const met: LineRange[] = []
  let at = 0
  for (const range of one) {
    while (at < other.length && (other[at]?.to ?? 0) + apart < range.from) at += 1
    for (let next = at; next < other.length; next += 1) {
      const beside = other[next]
      if (beside === undefined || beside.from > range.to + apart) break
      met.push({ from: Math.min(range.from, beside.from), to: Math.max(range.to, beside.to) })
    }
  }
  return joined(met)
}

function joined(ranges: readonly LineRange[]): readonly LineRange[] {
  const whole: LineRange[] = []
  for (const range of ranges) {
    const last = whole.at(-1)
    if (last === undefined || range.from > last.to) whole.push(range)
    else whole[whole.length - 1] = { from: last.from, to: Math.max(last.to, range.to) }
  }
  return whole
}
