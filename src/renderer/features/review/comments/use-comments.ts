import { useEffect, useMemo, useRef } from 'react'
import { useKept } from '../../../client/kept.ts'
import type { ReviewComment } from './review-comment.ts'

const none: readonly ReviewComment[] = []

export interface CommentActions {
  add(comment: ReviewComment): void
  change(id: string, part: Partial<Pick<ReviewComment, 'text' | 'lines' | 'quote'>>): void
  remove(id: string): void
  /** Keeps them as a record of what was asked on that checkpoint. */
  markSent(ids: ReadonlySet<string>, sent: { readonly at: number; readonly checkpoint: string }): void
}

/** The comments on a thread's changes, sent or not; they survive reload and restart. */
export function useComments(thread: string): [readonly ReviewComment[], CommentActions] {
  const [comments, keep] = useKept(`review.comments.${thread}`, none)
  // Two changes between two renders must not undo each other.
  const latest = useRef(comments)
  useEffect(() => {
    latest.current = comments
  }, [comments])
  const actions = useMemo((): CommentActions => {
    const write = (next: readonly ReviewComment[]) => {
      latest.current = next
      keep(next)
    }
    const each = (change: (comment: ReviewComment) => ReviewComment) => write(latest.current.map(change))
    return {
      add: (comment) => write([...latest.current, comment]),
      change: (id, part) => each((comment) => (comment.id === id ? { ...comment, ...part } : comment)),
      remove: (id) => write(latest.current.filter((comment) => comment.id !== id)),
      markSent: (ids, sent) => each((comment) => (ids.has(comment.id) ? { ...comment, sent } : comment)),
    }
  }, [keep])
  return [comments, actions]
}
