import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { ask } from '../../client/ask.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { conflictPrompt, inTheWay, isConflict } from './conflicts.ts'
import { refusalOf } from './item-words.ts'
import type { ThreadItem } from './items.ts'
import { Page } from './page.tsx'
import { SendOn } from './send-on.tsx'
import { ThreadFacts } from './thread-facts.tsx'
import type { ThreadPageProps } from './thread-page-props.ts'

/** A merge, or its undoing, that was refused: why, by which paths, and what settles it. */
export function RefusedPage({ item, actions, decide }: ThreadPageProps) {
  const { thread, landing, attention } = item
  const undoing = attention.kind === 'undo-refused'
  const refusal = (undoing ? landing?.undoRefused : refusalOf(landing)) ?? null
  const into = landing?.into ?? thread.into ?? ''
  const commit = useTip(item, into)
  const conflict = refusal !== null && isConflict(refusal)
  const again = undoing ? actions.undo : { ...actions.merge, title: 'Merge again' }
  const offered = undoing ? [actions.keep] : [actions.review, actions.discard]
  return (
    <Page item={item} failure={decide.failureOf(item)} actions={[actions.open, again, ...offered]}>
      {refusal !== null && <FailureNote quiet failure={refusal} />}
      {refusal !== null && <Paths refusal={refusal} />}
      <ThreadFacts item={item} />
      <SendOn
        key={commit}
        thread={thread}
        label={undoing ? 'Or have it taken out by a new attempt' : 'Have the agent settle it'}
        title={undoing ? 'Start a new attempt' : 'Send'}
        kind={conflict ? 'main' : 'plain'}
        prepared={conflict ? conflictPrompt(refusal, { into, commit }) : ''}
        placeholder="What should it do?"
        onSend={(command) => decide.send(item, command, 'Sent back')}
      >
        <ActionButton action={again} kind={conflict ? 'plain' : 'main'} showKeys />
        {offered.map((action) => (
          <ActionButton key={action.id} action={action} kind="quiet" showKeys />
        ))}
      </SendOn>
    </Page>
  )
}

function Paths({ refusal }: { readonly refusal: Failure }) {
  const { paths, more } = inTheWay(refusal)
  if (paths.length === 0) return null
  return (
    <ul aria-label="In the way" className="rounded border border-line bg-panel px-[13px] py-1.5">
      {paths.map(({ path, kind }) => (
        <li key={path} className="flex items-baseline gap-3 py-0.5">
          <CodeText text={path} className="min-w-0 flex-1 wrap-anywhere" />
          {kind !== null && <span className="text-12 text-muted">{visibleLine(kind)}</span>}
        </li>
      ))}
      {more > 0 && <li className="text-muted">{`and ${more} more`}</li>}
    </ul>
  )
}

/** The commit that a branch of the project is at, if it is the one checked out. */
function useTip({ project }: ThreadItem, branch: string): string | null {
  const [tip, setTip] = useState<string | null>(null)
  const root = project?.root
  useEffect(() => {
    if (root === undefined) return
    const abort = new AbortController()
    void ask((api) => api.repository.inspect({ folder: root }, { signal: abort.signal })).then((found) => {
      if (abort.signal.aborted || !found.ok || found.value.kind !== 'repository') return
      const { head } = found.value
      setTip(head.kind === 'branch' && head.branch === branch ? head.commit : null)
    })
    return () => abort.abort()
  }, [root, branch])
  return tip
}
