import type { ChangedFile } from '../../../../shared/contract/channels/review.ts'

/** As a tree of folders is read: what a folder holds stays together, its folders before its files. */
export function orderFiles(files: readonly ChangedFile[]): readonly ChangedFile[] {
  const split = new Map(files.map((file) => [file, file.path.split('/')]))
  return [...files].sort((one, other) => comparePaths(split.get(one) ?? [], split.get(other) ?? []))
}

/** The files whose path, now or before, holds every word of `text`, whatever its case. */
export function filterFiles(files: readonly ChangedFile[], text: string): readonly ChangedFile[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return files
  return files.filter(({ path, previousPath }) => {
    const names = `${path}\n${previousPath ?? ''}`.toLowerCase()
    return words.every((word) => names.includes(word))
  })
}

/** The path so many files on from the one at `path`, stopping at both ends; the first where that isn't there. */
export function stepFile(files: readonly ChangedFile[], path: string | null, by: number): string | null {
  const at = files.findIndex((file) => file.path === path)
  const next = at === -1 ? 0 : Math.min(files.length - 1, Math.max(0, at + by))
  return files[next]?.path ?? null
}

function comparePaths(one: readonly string[], other: readonly string[]): number {
  const shared = Math.min(one.length, other.length)
  for (let at = 0; at < shared; at += 1) {
    const [left = '', right = ''] = [one[at], other[at]]
    const [leftFile, rightFile] = [at === one.length - 1, at === other.length - 1]
    // A file may be gone whose name is a folder's now.
    if (leftFile !== rightFile) return leftFile ? 1 : -1
    if (left !== right) return compareNames(left, right)
  }
  return one.length - other.length
}

/** Without regard to case unless nothing else differs. */
function compareNames(one: string, other: string): number {
  const [left, right] = [one.toLowerCase(), other.toLowerCase()]
  if (left !== right) return left < right ? -1 : 1
  return one < other ? -1 : 1
}
