import { useRef } from 'react'
import { useKept } from '../../client/kept.ts'
import type { ThreadTab } from '../../lib/route.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { PanelFrame } from './panel-frame.tsx'
import type { ThreadSlots } from './slots.ts'
import { SubjectView } from './subject-view.tsx'
import { usePanelFocus } from './use-panel-focus.ts'
import { type FoundSubject, useSubject } from './use-subject.ts'

export interface ThreadPanelProps extends ThreadSlots {
  readonly thread: string
  readonly tab: ThreadTab
  readonly onTab: (tab: ThreadTab) => void
  readonly onClose: () => void
}

/** One thread beside the board: what it says, what it changed, and why it is as it is. */
export function ThreadPanel({ thread, tab, onTab, onClose, ...slots }: ThreadPanelProps) {
  const found = useSubject(thread)
  const [wide, setWide] = useKept<boolean>('thread.wide', false)
  const panel = useRef<HTMLElement>(null)
  usePanelFocus(panel)
  const actions: readonly Action[] = [
    {
      id: 'thread.wide',
      title: wide ? 'Narrow' : 'Wide',
      section: 'Thread',
      keys: 'w',
      run: () => setWide(!wide),
    },
    { id: 'thread.close', title: 'Close', section: 'Thread', keys: 'Escape', run: onClose },
  ]
  useActions(actions)
  const title = found.kind === 'found' ? visibleLine(found.subject.thread.title) : 'Thread'
  return (
    <PanelFrame ref={panel} label={`Thread: ${title}`} wide={wide}>
      {found.kind === 'found' ? (
        <SubjectView subject={found.subject} tab={tab} onTab={onTab} panel={actions} {...slots} />
      ) : (
        <Nothing found={found} actions={actions} />
      )}
    </PanelFrame>
  )
}

type NothingProps = {
  readonly found: Exclude<FoundSubject, { kind: 'found' }>
  readonly actions: readonly Action[]
}

function Nothing({ found, actions }: NothingProps) {
  const close = actions.find((action) => action.id === 'thread.close')
  switch (found.kind) {
    case 'loading':
      return <QuietLoading text="Reading the thread" className="p-4" />
    case 'failed':
      return <FailureNote failure={found.failure} className="m-4" />
    case 'missing':
      return (
        <EmptyState text="There is no such thread. It may belong to another data folder.">
          {close !== undefined && <ActionButton action={close} />}
        </EmptyState>
      )
  }
}
