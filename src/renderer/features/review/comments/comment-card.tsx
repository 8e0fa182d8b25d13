import { classNames } from '../../../lib/class-names.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { notify } from '../../../ui/toaster.tsx'
import { CommentForm } from './comment-form.tsx'
import type { Placement } from './place-comment.ts'
import { linesInWords, type ReviewComment } from './review-comment.ts'
import type { CommentActions } from './use-comments.ts'

export interface CommentCardProps {
  readonly comment: ReviewComment
  readonly placement: Placement | undefined
  readonly writing: boolean
  readonly actions: CommentActions
  readonly onWrite: (id: string | null) => void
}

/** A comment below its line: who, where, whether it was sent, and what it says. */
export function CommentCard({ comment, placement, writing, actions, onWrite }: CommentCardProps) {
  const { id, text, sent } = comment
  const at = placement?.kind === 'moved' ? placement.lines : comment.lines
  const place = linesInWords(at)
  const remove = (words: string) => {
    actions.remove(id)
    if (words.trim() === '') return
    const undo = () => actions.add({ ...comment, text: words })
    notify({ text: `Removed the comment on ${place}`, action: { title: 'Undo', run: undo } })
  }
  return (
    <article
      aria-label={`Comment on ${place}`}
      data-comment={id}
      className={classNames(
        'mx-3 my-1.5 max-w-180 rounded border border-l-[3px] border-line bg-panel px-3 py-2',
        sent === null ? 'border-l-you' : 'border-l-faint',
      )}
    >
      <header className="flex flex-wrap items-baseline gap-x-2 text-12 text-muted">
        <span className="min-w-0">{`You, ${place}, ${sent === null ? 'not sent yet' : 'sent'}`}</span>
        <PlacementNote placement={placement} />
        {sent === null && !writing && (
          <span className="-mr-1.5 ml-auto">
            <Button size="small" kind="quiet" onClick={() => onWrite(id)}>
              Change
            </Button>
            <Button size="small" kind="quiet" onClick={() => remove(text)}>
              Remove
            </Button>
          </span>
        )}
      </header>
      {writing ? (
        <CommentForm
          label={`Comment on ${place}`}
          text={text}
          onText={(next) => actions.change(id, { text: next })}
          onDone={() => onWrite(null)}
          onRemove={(typed) => {
            remove(typed)
            onWrite(null)
          }}
        />
      ) : (
        <p className="wrap-anywhere whitespace-pre-wrap">{visibleText(text)}</p>
      )}
    </article>
  )
}

export function PlacementNote({ placement }: { readonly placement: Placement | undefined }) {
  if (placement?.kind === 'lapsed') return <span className="text-run">The lines have changed since</span>
  if (placement?.kind === 'moved') return <span>The lines have moved</span>
  return null
}
