import type { ChangedFile } from '../../../../shared/contract/channels/review.ts'

/** By path the content that was looked at; kept as `review.viewed.THREAD`. */
export type ViewedMarks = { readonly [path: string]: string }

type Markable = Pick<ChangedFile, 'path' | 'blob'>

/** What a mark on a file that is gone says. */
const gone = 'gone'

/** A mark lapses when the file changes again. */
export function isViewed(marks: ViewedMarks, file: Markable): boolean {
  return Object.hasOwn(marks, file.path) && marks[file.path] === (file.blob ?? gone)
}

export function withViewed(marks: ViewedMarks, file: Markable, viewed: boolean): ViewedMarks {
  const others = Object.entries(marks).filter(([path]) => path !== file.path)
  return Object.fromEntries(viewed ? [...others, [file.path, file.blob ?? gone]] : others)
}

export function countViewed(marks: ViewedMarks, files: readonly Markable[]): number {
  return files.filter((file) => isViewed(marks, file)).length
}

/** The next file after `path` that was not looked at, going round; null where there is none. */
export function nextUnviewed(marks: ViewedMarks, files: readonly Markable[], path: string): string | null {
  const at = files.findIndex((file) => file.path === path)
  const round = [...files.slice(at + 1), ...files.slice(0, Math.max(0, at))]
  return round.find((file) => !isViewed(marks, file))?.path ?? null
}
