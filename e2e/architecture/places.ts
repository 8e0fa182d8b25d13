import type { SourceFile } from './source-files.ts'

/** Where something may appear: in `inside` freely, in each file of `counted` exactly so often, nowhere else. */
export interface Place {
  readonly what: string
  readonly pattern: RegExp
  /** Folders or files (prefixes from the root); each must use its allowance. */
  readonly inside: readonly string[]
  readonly counted?: Readonly<Record<string, number>>
}

const occurrences = (file: SourceFile, pattern: RegExp): number =>
  file.code.match(new RegExp(pattern.source, `${pattern.flags}g`))?.length ?? 0

/** Sentences that say what appears where it may not, and which allowances nothing uses any more. */
export function findMisplaced(place: Place, files: readonly SourceFile[]): readonly string[] {
  const found = files
    .map((file) => ({ path: file.path, count: occurrences(file, place.pattern) }))
    .filter((one) => one.count > 0)
  const counted = place.counted ?? {}
  const misplaced = found
    .filter((one) => !(one.path in counted) && !place.inside.some((prefix) => one.path.startsWith(prefix)))
    .map((one) => `${one.path}: ${place.what} ${one.count} times, allowed in ${place.inside.join(', ') || 'no place'}`)
  const miscounted = Object.entries(counted)
    .map(([path, allowed]) => ({ path, allowed, count: found.find((one) => one.path === path)?.count ?? 0 }))
    .filter((one) => one.allowed !== one.count)
    .map((one) => `${one.path}: ${place.what} ${one.count} times, the allowance says ${one.allowed}`)
  const stale = place.inside
    .filter((prefix) => !found.some((one) => one.path.startsWith(prefix)))
    .map((prefix) => `${prefix}: may hold ${place.what} but doesn't; remove the allowance`)
  return [...misplaced, ...miscounted, ...stale]
}
