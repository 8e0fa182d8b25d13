import { useMemo } from 'react'
import { useKept } from '../../../client/kept.ts'
import { keptValues } from '../../../client/kept-host.ts'
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
  const key = `review.comments.${thread}`
  const [comments, keep] = useKept(key, none)
  const actions = useMemo((): CommentActions => {
    // Those of now: two changes between two renders, or an Undo after the review was left, must not undo others.
    const present = () => (keptValues.get(key) as readonly ReviewComment[] | undefined) ?? none
    const each = (change: (comment: ReviewComment) => ReviewComment) => keep(present().map(change))
    return {
      add: (comment) => keep([...present(), comment]),
      change: (id, part) => each((comment) => (comment.id === id ? { ...comment, ...part } : comment)),
      remove: (id) => keep(present().filter((comment) => comment.id !== id)),
      markSent: (ids, sent) => each((comment) => (ids.has(comment.id) ? { ...comment, sent } : comment)),
    }
  }, [key, keep])
  return [comments, actions]
}
