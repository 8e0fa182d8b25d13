import { useContext } from 'react'
import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import type { Verb } from '../../client/thread-verbs.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { BoardContext } from './board-context.ts'
import { rowAction } from './row-action.ts'
import { runVerb } from './run-verb.ts'

export interface RowButtonProps {
  readonly thread: Thread
  readonly landing: Landing | undefined
  readonly selected: boolean
  /** The host does something about its trouble: nobody has to decide. */
  readonly recovering: boolean
}

/** The one thing to do next about a thread; nothing where there is none. */
export function RowButton({ thread, landing, selected, recovering }: RowButtonProps) {
  const { open } = useContext(BoardContext)
  const action = rowAction(thread, landing, recovering)
  if (action === null) return null
  const name = (title: string) => `${title}: ${visibleLine(thread.title)}`
  switch (action.kind) {
    case 'open':
      return (
        <Button
          size="small"
          kind={action.urgent ? 'you' : 'quiet'}
          aria-label={name(action.title)}
          onClick={() => open(thread.id, action.tab)}
        >
          {action.title}
        </Button>
      )
    case 'review':
      return (
        <Button
          size="small"
          aria-label={name(action.title)}
          keys={selected ? 'r' : undefined}
          showKeys={selected}
          onClick={() => navigate({ screen: 'review', thread: thread.id })}
        >
          {action.title}
        </Button>
      )
    case 'verb':
      return <VerbButton verb={action.verb} thread={thread} name={name(action.verb.title)} />
  }
}

interface VerbButtonProps {
  readonly verb: Verb
  readonly thread: Thread
  readonly name: string
}

function VerbButton({ verb, thread, name }: VerbButtonProps) {
  const why = useWhyNot(verb.command())
  return (
    <Button size="small" kind="quiet" why={why} aria-label={name} onClick={() => void runVerb(verb, thread)}>
      {verb.title}
    </Button>
  )
}
