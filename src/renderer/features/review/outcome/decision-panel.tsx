import type { ReactNode } from 'react'
import type { Landing } from '../../../../shared/domain/landing/state.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { ActionButton } from '../../../ui/action-button.tsx'
import type { Action } from '../../../ui/actions/action.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { CommentIndex, type CommentIndexProps } from '../comments/comment-index.tsx'
import { LandingNote } from './landing-note.tsx'
import { MergeForm, type MergeFormProps } from './merge-form.tsx'
import type { PrimaryAction } from './primary-action.ts'
import { Report } from './report.tsx'
import type { Decisions } from './use-decisions.ts'
import { WorthKnowing } from './worth-knowing.tsx'

export interface DecisionPanelProps {
  readonly thread: Thread
  readonly landing: Landing | undefined
  readonly comments: CommentIndexProps
  readonly merge: MergeFormProps
  readonly note: string
  readonly onNote: (note: string) => void
  readonly decisions: Decisions
  readonly primary: PrimaryAction
  /** What is known about the work beside the change: what is proven, and what it builds on. */
  readonly facts: ReactNode
  /** Goes on to what waits next; null where nothing does. */
  readonly next: Action | null
}

/** What happened, what is known about it, and what to do. */
export function DecisionPanel(props: DecisionPanelProps) {
  const { thread, landing, note, onNote, decisions } = props
  const { kind } = thread.state
  const ended = kind === 'landed' || kind === 'discarded' || kind === 'landing'
  return (
    <aside aria-label="Decision" className="flex min-h-0 flex-1 flex-col bg-panel">
      <div className="flex min-h-0 flex-1 flex-col gap-3.5 overflow-y-auto px-3.5 py-3">
        <LandingNote thread={thread} landing={landing} />
        {kind === 'discarded' && <p>It was discarded. Everything it did is kept in the trash.</p>}
        <Report thread={thread} />
        {props.facts}
        <WorthKnowing thread={thread} />
        <CommentIndex {...props.comments} />
        {kind !== 'discarded' && (
          <TextArea
            label="Note about the whole"
            placeholder="Sent with your comments"
            value={note}
            onChange={onNote}
            className="max-h-40"
          />
        )}
        {!ended && (thread.checkpoint?.files ?? 0) > 0 && <MergeForm {...props.merge} />}
      </div>
      <footer className="flex shrink-0 flex-col gap-1.5 border-t border-line px-3.5 py-3">
        {decisions.refused !== null && <FailureNote failure={decisions.refused} />}
        {buttonsOf(props).map(({ action, kind: look }) => (
          <ActionButton key={action.id} action={action} kind={look} size="large" className="w-full" />
        ))}
      </footer>
    </aside>
  )
}

interface Placed {
  readonly action: Action
  readonly kind: 'main' | 'plain' | 'quiet'
}

/** The one that follows from the state is bright; the others stand below it. */
function buttonsOf({ thread, decisions, primary, next }: DecisionPanelProps): readonly Placed[] {
  const { kind } = thread.state
  const plain = (action: Action | null): readonly Placed[] => (action === null ? [] : [{ action, kind: 'plain' }])
  const main = primaryOf(primary, decisions, next)
  const first: readonly Placed[] = main === null ? [] : [{ action: main, kind: 'main' }]
  if (kind === 'discarded') return [...first, ...plain(next)]
  if (kind === 'landed') {
    const request = primary === 'request' ? [] : plain(decisions.request)
    return [...first, ...plain(decisions.undo), ...request, ...(primary === 'next' ? [] : plain(next))]
  }
  const others = [decisions.request, decisions.merge].filter((action) => action !== main)
  return [...first, ...others.flatMap(plain), { action: decisions.discard, kind: 'quiet' }]
}

/** The action behind the name, for the button and for the key that presses it. */
export function primaryOf(primary: PrimaryAction, decisions: Decisions, next: Action | null): Action | null {
  switch (primary) {
    case 'request':
      return decisions.request
    case 'merge':
      return decisions.merge
    case 'repair':
      return decisions.repair
    case 'restore':
      return decisions.restore
    case 'next':
      return next
    case 'none':
      return null
  }
}
