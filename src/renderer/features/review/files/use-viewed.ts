import { useKept } from '../../../client/kept.ts'
import type { ViewedMarks } from './viewed.ts'

const none: ViewedMarks = {}

/** Which contents of a thread's files were looked at. */
export function useViewed(thread: string): [ViewedMarks, (marks: ViewedMarks) => void] {
  return useKept<ViewedMarks>(`review.viewed.${thread}`, none)
}
