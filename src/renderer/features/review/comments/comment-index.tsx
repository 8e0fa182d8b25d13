import { plural } from '../../../lib/format-number.ts'
import { shortenPath } from '../../../lib/shorten-path.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import { PanelPart } from '../outcome/panel-part.tsx'
import { PlacementNote } from './comment-card.tsx'
import type { Placement } from './place-comment.ts'
import type { ReviewComment } from './review-comment.ts'

export interface CommentIndexProps {
  readonly comments: readonly ReviewComment[]
  readonly placements: ReadonlyMap<string, Placement>
  readonly onOpen: (comment: ReviewComment) => void
}

/** All comments that wait to be sent, lapsed ones too, and how many were sent before. */
export function CommentIndex({ comments, placements, onOpen }: CommentIndexProps) {
  const unsent = comments.filter((comment) => comment.sent === null && comment.text.trim() !== '')
  const sent = comments.filter((comment) => comment.sent !== null)
  if (unsent.length + sent.length === 0) return null
  return (
    <PanelPart title="Your comments">
      <ul className="-mx-2 flex flex-col">
        {unsent.map((comment) => (
          <li key={comment.id}>
            <button
              type="button"
              className="flex w-full flex-col rounded px-2 py-1 text-left -outline-offset-2 hover:bg-raised"
              onClick={() => onOpen(comment)}
            >
              <span className="flex w-full items-baseline gap-2 text-12 text-muted">
                <span className="truncate font-mono">{`${shortenPath(visibleLine(comment.path), 26)}:${comment.lines.first}`}</span>
                <PlacementNote placement={placements.get(comment.id)} />
              </span>
              <span className="w-full truncate">{visibleLine(comment.text)}</span>
            </button>
          </li>
        ))}
      </ul>
      {sent.length > 0 && (
        <details className="text-muted">
          <summary>{`${plural(sent.length, 'comment')} sent before`}</summary>
          <ul className="mt-1 flex flex-col gap-1">
            {sent.map(({ id, path, lines, text }) => (
              <li key={id} className="wrap-anywhere">
                <span className="font-mono text-12">{`${visibleLine(path)}:${lines.first}`}</span> {visibleLine(text)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </PanelPart>
  )
}
