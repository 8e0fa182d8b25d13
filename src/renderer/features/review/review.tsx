import { type ComponentType, useEffect, useMemo, useState } from 'react'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useAgents } from '../../client/agents.ts'
import { useNow } from '../../client/clock.ts'
import { useKept } from '../../client/kept.ts'
import { useThread } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { formatDuration } from '../../lib/format-duration.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { announce } from '../../ui/announce.tsx'
import { Button } from '../../ui/button.tsx'
import { preloadDiffView } from '../../ui/diff-view.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { Split } from '../../ui/split.tsx'
import type { Layout } from './change/file-header.tsx'
import { FilePane } from './change/file-pane.tsx'
import { type FileOf, usePatchAhead } from './change/use-file.ts'
import { toSend } from './comments/review-comment.ts'
import { draftOf, type EditDrafts } from './edit/drafts.ts'
import { EditFile } from './edit/edit-file.tsx'
import { stepFile } from './files/file-order.ts'
import { FilePanel } from './files/file-panel.tsx'
import { isViewed, nextUnviewed, withViewed } from './files/viewed.ts'
import { DecisionPanel, primaryOf } from './outcome/decision-panel.tsx'
import { primaryAction } from './outcome/primary-action.ts'
import { useDecisions } from './outcome/use-decisions.ts'
import { stepOut } from './step-out.ts'
import { useNarrow } from './use-narrow.ts'
import { useNext, useReview } from './use-review.ts'

export interface ReviewProps {
  readonly thread: string
  readonly Facts: ComponentType<{ readonly thread: string }>
}

/** Everything a person needs to decide about one thread's work. */
export function Review({ thread: id, Facts }: ReviewProps) {
  const thread = useThread(id)
  useEffect(preloadDiffView, [])
  if (thread !== undefined) return <LiveReview thread={thread} Facts={Facts} />
  return (
    <EmptyState text="This thread ended long ago, or never was. Ended threads are in the history.">
      <Button onClick={() => navigate({ screen: 'history' })}>Open the history</Button>
    </EmptyState>
  )
}

function LiveReview({ thread, Facts }: { readonly thread: Thread } & Pick<ReviewProps, 'Facts'>) {
  const review = useReview(thread)
  const narrow = useNarrow()
  const [sizes, keepSizes] = useKept<{ readonly [panel: string]: number }>(
    narrow ? 'review.sizes.narrow' : 'review.sizes',
    {},
  )
  const next = useNext(thread)
  const decisions = useDecisions({
    ...{ thread, landing: review.landing, comments: review.comments, commentActions: review.commentActions },
    ...{ placements: review.placements, note: review.note, into: review.into },
    onNote: review.setNote,
    message: review.message.trim() === '' ? thread.title : review.message,
    onRequested: (checkpoint, note) => {
      review.noteSent(note)
      if (checkpoint !== null) review.scope.reviewed(checkpoint)
    },
  })
  const primary = primaryAction({
    state: thread.state.kind,
    unsent: toSend(review.comments).length,
    noted: review.note.trim() !== '',
    files: thread.checkpoint?.files ?? 0,
    repairable: decisions.repair !== null,
    next: next !== null,
  })
  const main = primaryOf(primary, decisions, next)
  useDecisionKeys({
    thread,
    main,
    others: [decisions.request, decisions.merge, decisions.discard, decisions.restore, decisions.undo, next],
  })
  useStateAnnounced(thread)
  return (
    <Split
      key={narrow ? 'narrow' : 'wide'}
      className="flex-1"
      sizes={sizes}
      onResize={keepSizes}
      panels={[
        {
          ...{ id: 'files', size: narrow ? 216 : 262, min: 160, max: 520 },
          content: <Files thread={thread} review={review} />,
        },
        { id: 'change', min: 300, content: <Change thread={thread} review={review} narrow={narrow} /> },
        {
          ...{ id: 'decision', size: narrow ? 264 : 322, min: 220, max: 560 },
          content: (
            <DecisionPanel
              {...{ thread, decisions, primary, next }}
              facts={<Facts thread={thread.id} />}
              landing={review.landing}
              note={review.note}
              onNote={review.setNote}
              comments={{
                comments: review.comments,
                placements: review.placements,
                onOpen: ({ path, id }) => {
                  review.setChosen(path)
                  review.setWriting(id)
                },
              }}
              merge={{
                ...{ branches: review.branches, into: review.into, onInto: review.setInto },
                ...{ message: review.message, onMessage: review.setMessage },
              }}
            />
          ),
        },
      ]}
    />
  )
}

const noDrafts: EditDrafts = {}

interface PartProps {
  readonly thread: Thread
  readonly review: ReturnType<typeof useReview>
}

function Files({ thread, review }: PartProps) {
  const now = useNow(30_000)
  const agents = useAgents()
  const { scope, files, file, marks, setChosen, setWriting } = review
  const open = (path: string | null) => {
    if (path === null || path === file?.path) return
    setWriting(null)
    setChosen(path)
  }
  useActions([
    {
      id: 'review.file-next',
      title: 'Next file',
      section: 'Review',
      keys: 'j',
      hidden: true,
      run: () => open(stepFile(files, file?.path ?? null, 1)),
    },
    {
      id: 'review.file-before',
      title: 'File before',
      section: 'Review',
      keys: 'k',
      hidden: true,
      run: () => open(stepFile(files, file?.path ?? null, -1)),
    },
    { id: 'review.back', title: 'Leave the review', section: 'Review', keys: 'Escape', run: () => stepOut(thread.id) },
    ...scope.choices.map(
      ({ value, title }): Action => ({
        id: `review.scope.${value}`,
        title,
        section: 'Review',
        run: () => scope.set(value),
      }),
    ),
  ])
  return (
    <FilePanel
      head={
        <>
          <h1 className="text-13 font-bold wrap-anywhere">{visibleLine(thread.title)}</h1>
          <p className="text-muted">{`${agentName(thread.agent, agents)} · ${formatDuration(Math.max(0, now - thread.createdAt))}`}</p>
        </>
      }
      all={review.all}
      files={files}
      path={file?.path ?? null}
      marks={marks}
      comments={review.unsent}
      onOpen={open}
      room={26}
      filter={review.filter}
      onFilter={review.setFilter}
      scope={scope.kind}
      scopes={scope.choices}
      onScope={scope.set}
    />
  )
}

function Change({ thread, review, narrow }: PartProps & { readonly narrow: boolean }) {
  const { answer, file, files, marks } = review
  const [layout, keepLayout] = useKept<Layout>(
    narrow ? 'review.layout.narrow' : 'review.layout',
    narrow ? 'unified' : 'split',
  )
  const [editing, setEditing] = useState<string | null>(null)
  const [drafts] = useKept<EditDrafts>(`review.edits.${thread.id}`, noDrafts)
  const { changes } = answer
  const of = useMemo(
    (): FileOf | null => (changes === null || file === null ? null : { thread: thread.id, changes, file }),
    [thread.id, changes, file],
  )
  const after = files.find(({ path }) => path === stepFile(files, file?.path ?? null, 1)) ?? null
  usePatchAhead(
    useMemo(
      () => (changes === null || after === null ? null : { thread: thread.id, changes, file: after }),
      [thread.id, changes, after],
    ),
  )
  const comments = useMemo(
    () => review.comments.filter(({ path }) => path === file?.path),
    [review.comments, file?.path],
  )
  if (changes === null && answer.failure !== null) {
    return (
      <FailureNote failure={answer.failure} className="m-4">
        <Button onClick={answer.retry}>Try again</Button>
      </FailureNote>
    )
  }
  if (changes === null) return <QuietLoading text="Reading the change" className="px-4 py-3" />
  if (of === null || file === null) return <EmptyState text={emptyText(thread, review)} />
  if (editing === file.path)
    return <EditFile key={file.path} thread={thread} of={of} onClose={() => setEditing(null)} />
  const viewed = isViewed(marks, file)
  const mark = () => {
    const marked = withViewed(marks, file, !viewed)
    review.setMarks(marked)
    const next = viewed ? null : nextUnviewed(marked, files, file.path)
    if (next !== null) review.setChosen(next)
  }
  return (
    <FilePane
      key={file.path}
      of={of}
      comments={comments}
      placements={review.placements}
      commentActions={review.commentActions}
      writing={review.writing}
      onWrite={review.setWriting}
      layout={layout}
      onLayout={keepLayout}
      viewedAction={{
        id: 'review.viewed',
        title: viewed ? 'Not viewed' : 'Viewed',
        section: 'Review',
        keys: 'v',
        run: mark,
      }}
      editAction={{
        ...{
          id: 'review.edit',
          title: draftOf(drafts, file.path) === null ? 'Edit' : 'Go on editing',
          section: 'Review',
          keys: 'e',
        },
        blocked: file.blob === null ? 'The file is gone; there is nothing to edit.' : null,
        run: () => setEditing(file.path),
      }}
    />
  )
}

function emptyText(thread: Thread, { scope, all }: PartProps['review']): string {
  if (all.length > 0) return 'No file is called that. Clear the filter to see all of them.'
  if (thread.checkpoint === null)
    return 'Nothing is saved yet. What the agent changes shows here once its turn has ended.'
  return scope.kind === 'base'
    ? 'Nothing is changed. Send it a note about what is missing, or discard it.'
    : 'Nothing has changed since then. Look at all changes instead.'
}

interface DecisionKeys {
  readonly thread: Thread
  readonly main: Action | null
  readonly others: readonly (Action | null)[]
}

/** The bright button by its key, and everything by name in the palette. */
function useDecisionKeys({ main, others }: DecisionKeys): void {
  const named = others.filter((action) => action !== null).filter((action) => action.id !== main?.id)
  useActions([...(main === null ? [] : [{ ...main, keys: 'mod+enter' }]), ...named])
}

/** A new state is said to those who don't see it. */
function useStateAnnounced({ title, state }: Thread): void {
  const { kind } = state
  const [said, setSaid] = useState<string>(kind)
  useEffect(() => {
    if (said === kind) return
    setSaid(kind)
    announce(`${visibleLine(title)}: ${kind}`)
  }, [said, kind, title])
}
