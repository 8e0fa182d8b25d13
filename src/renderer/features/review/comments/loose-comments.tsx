import { visibleLine } from '../../../lib/visible-text.ts'
import { CommentCard } from './comment-card.tsx'
import type { Placement } from './place-comment.ts'
import type { ReviewComment } from './review-comment.ts'
import type { CommentActions } from './use-comments.ts'

export interface LooseCommentsProps {
  readonly comments: readonly ReviewComment[]
  readonly placements: ReadonlyMap<string, Placement>
  readonly writing: string | null
  readonly actions: CommentActions
  readonly onWrite: (id: string | null) => void
}

/** Comments of a file whose lines are no longer there: with what they were about, above the change. */
export function LooseComments({ comments, placements, writing, actions, onWrite }: LooseCommentsProps) {
  if (comments.length === 0) return null
  return (
    <section
      aria-label="Comments on lines that have changed"
      className="max-h-[40%] shrink-0 overflow-auto border-b border-line py-1"
    >
      {comments.map((comment) => (
        <div key={comment.id}>
          <pre className="mx-3 mt-1.5 max-w-180 overflow-hidden font-mono text-12 text-faint">
            {comment.quote.slice(0, 3).map(visibleLine).join('\n')}
          </pre>
          <CommentCard
            comment={comment}
            placement={placements.get(comment.id)}
            writing={writing === comment.id}
            actions={actions}
            onWrite={onWrite}
          />
        </div>
      ))}
    </section>
  )
}
