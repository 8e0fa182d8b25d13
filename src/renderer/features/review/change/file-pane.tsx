import { useCallback, useMemo, useState } from 'react'
import { newId } from '../../../lib/new-id.ts'
import type { Action } from '../../../ui/actions/action.ts'
import { useActions } from '../../../ui/actions/use-actions.ts'
import { CommentCard } from '../comments/comment-card.tsx'
import { LooseComments } from '../comments/loose-comments.tsx'
import type { Placement } from '../comments/place-comment.ts'
import { type Lines, quoteLimit, type ReviewComment } from '../comments/review-comment.ts'
import type { CommentActions } from '../comments/use-comments.ts'
import { FileBody } from './file-body.tsx'
import { FileHeader, type Layout } from './file-header.tsx'
import { quoteOf } from './patch-lines.ts'
import type { FileOf } from './use-file.ts'
import { useFileSource } from './use-file-source.ts'
import { useLineSelection } from './use-line-selection.ts'

export interface FilePaneProps {
  readonly of: FileOf
  /** All comments on this file. */
  readonly comments: readonly ReviewComment[]
  readonly placements: ReadonlyMap<string, Placement>
  readonly commentActions: CommentActions
  /** The comment whose form is open. */
  readonly writing: string | null
  readonly onWrite: (id: string | null) => void
  readonly layout: Layout
  readonly onLayout: (layout: Layout) => void
  readonly viewedAction: Action
  readonly editAction: Action
}

/** The change of one file, with the comments between its lines. */
export function FilePane(props: FilePaneProps) {
  const { of, comments, placements, commentActions, writing, onWrite, layout, onLayout } = props
  const [wish, setWish] = useState({ whole: false, around: false })
  const file = useFileSource(of, wish)
  const { path, blob, binary } = of.file
  const begin = (lines: Lines) => {
    if (file.lines === null) return
    const quote = quoteOf(file.lines, lines, quoteLimit)
    if (quote.length === 0) return
    const empty = comments.find((comment) => comment.sent === null && comment.text.trim() === '')
    if (empty !== undefined) {
      commentActions.change(empty.id, { lines, quote })
      onWrite(empty.id)
      return
    }
    const id = newId()
    const from = of.changes.from
    commentActions.add({ id, path, lines, quote, blob, from, text: '', writtenAt: Date.now(), sent: null })
    onWrite(id)
  }
  const selection = useLineSelection(file.lines, begin)
  const { selected, clear } = selection
  const write = useCallback(
    (id: string | null) => {
      onWrite(id)
      if (id === null) clear()
    },
    [onWrite, clear],
  )
  const { placed, loose } = useMemo(() => arrange(comments, placements), [comments, placements])
  const notes = placed.map(({ comment, lines }) => ({
    id: comment.id,
    side: lines.side,
    line: lines.last,
    content: (
      <CommentCard
        comment={comment}
        placement={placements.get(comment.id)}
        writing={writing === comment.id}
        actions={commentActions}
        onWrite={write}
      />
    ),
  }))
  const around: Action = {
    id: 'review.around',
    title: wish.around ? 'Only changes' : 'Whole file',
    section: 'Review',
    run: () => setWish({ ...wish, around: !wish.around }),
  }
  const comment: Action = {
    id: 'review.comment',
    title: 'Comment on the line',
    section: 'Review',
    keys: 'c',
    blocked: selected === null ? 'Choose a line first, by its number or with ].' : null,
    run: () => selected !== null && begin(selected),
  }
  const unselect: Action = {
    id: 'review.unselect',
    title: 'Clear the selection',
    section: 'Review',
    keys: 'Escape',
    hidden: true,
    run: clear,
  }
  useActions([
    props.viewedAction,
    props.editAction,
    ...selection.actions,
    comment,
    ...(binary ? [] : [around]),
    ...(selected === null ? [] : [unselect]),
  ])
  return (
    <div ref={selection.container} className="flex min-h-0 min-w-0 flex-1 flex-col">
      <FileHeader
        file={of.file}
        layout={layout}
        onLayout={onLayout}
        actions={[...(binary ? [] : [around]), props.editAction, props.viewedAction]}
      />
      <LooseComments
        comments={loose}
        placements={placements}
        writing={writing}
        actions={commentActions}
        onWrite={write}
      />
      <FileBody
        path={path}
        file={file}
        layout={layout}
        notes={notes}
        selected={selected}
        onSelect={selection.choose}
        onWhole={wish.whole ? undefined : () => setWish({ ...wish, whole: true })}
      />
    </div>
  )
}

interface Arranged {
  readonly placed: readonly { readonly comment: ReviewComment; readonly lines: Lines }[]
  readonly loose: readonly ReviewComment[]
}

/** Comments between lines, and those whose lines are gone. Sent ones stay where they are only while they hold. */
function arrange(comments: readonly ReviewComment[], placements: ReadonlyMap<string, Placement>): Arranged {
  const placed: { comment: ReviewComment; lines: Lines }[] = []
  const loose: ReviewComment[] = []
  for (const comment of comments) {
    const placement = placements.get(comment.id)
    if (placement?.kind === 'holds' || placement?.kind === 'moved') placed.push({ comment, lines: placement.lines })
    else if (comment.sent === null) loose.push(comment)
  }
  return { placed, loose }
}
