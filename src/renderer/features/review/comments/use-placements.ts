import { useEffect, useMemo, useState } from 'react'
import type { FileContent } from '../../../../shared/contract/channels/review.ts'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import type { Changes } from '../change/use-changes.ts'
import { knownContent, loadContent } from '../change/use-file.ts'
import { type Placement, placeComment } from './place-comment.ts'
import type { ReviewComment } from './review-comment.ts'

/** Where each comment stands now, by its id. Reads the files that have changed since theirs were written. */
export function usePlacements(
  thread: ThreadId,
  changes: Changes | null,
  comments: readonly ReviewComment[],
): ReadonlyMap<string, Placement> {
  const [arrived, setArrived] = useState(0)
  const files = useMemo(() => new Map(changes?.files.map((file) => [file.path, file])), [changes])
  useEffect(() => {
    if (changes === null) return
    let current = true
    const changed = new Set(comments.filter(needsText).map((comment) => comment.path))
    function needsText(comment: ReviewComment): boolean {
      const blob = files.get(comment.path)?.blob
      return comment.sent === null && comment.lines.side === 'after' && blob != null && blob !== comment.blob
    }
    for (const path of changed) {
      const file = files.get(path)
      if (file === undefined || knownContent({ thread, changes, file }, 'after') !== undefined) continue
      void loadContent({ thread, changes, file }, 'after').then(() => current && setArrived((count) => count + 1))
    }
    return () => {
      current = false
    }
  }, [thread, changes, comments, files])
  return useMemo(() => {
    // Another count means that a file has come.
    if (changes === null || arrived < 0) return new Map()
    return new Map(
      comments.map((comment) => {
        const file = files.get(comment.path)
        const content = file === undefined ? undefined : knownContent({ thread, changes, file }, 'after')
        const present =
          file === undefined ? undefined : { blob: file.blob, from: changes.from, lines: linesOf(content) }
        return [comment.id, placeComment(comment, present)]
      }),
    )
  }, [thread, changes, comments, files, arrived])
}

/** Null while it isn't known; a file without readable lines has none. */
function linesOf(content: FileContent | undefined): readonly string[] | null {
  if (content === undefined) return null
  return content.kind === 'text' ? content.text.split('\n') : []
}
