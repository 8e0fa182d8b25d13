import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Recovery } from '../../../shared/domain/recovery/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { useNow } from '../../client/clock.ts'
import { sendCommand } from '../../client/commands.ts'
import { useModel, useWhyNot } from '../../client/model-hooks.ts'
import { exactTime } from '../../lib/format-time.ts'
import { nextLine, troubleName } from '../../lib/trouble-words.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { FailureNote } from '../../ui/failure-note.tsx'

/** What the host believes is wrong with a thread, and what it does about it; nothing while it does nothing. */
export function RecoveryNote({ thread }: { readonly thread: Thread }) {
  const recovery = useModel((model) => model.recovery.get(thread.id))
  return recovery === undefined || recovery.next === null ? null : <Note thread={thread} recovery={recovery} />
}

function Note({ thread, recovery }: { readonly thread: Thread; readonly recovery: Recovery }) {
  const [refused, setRefused] = useState<Failure | null>(null)
  const now = useNow(1000)
  const send = async (command: PublicCommand) => setRefused(await sendCommand(command))
  const go = useStep(thread, recovery, send)
  const drop = useDrop(thread, send)
  useActions([go, drop])
  const diagnosis = recovery.diagnoses.at(-1)
  if (diagnosis === undefined || recovery.next === null) return null
  const { dueAt, evidence, number, words } = diagnosis
  const next = nextLine(recovery.next, dueAt, now)
  return (
    <section
      aria-label="Recovery"
      className="flex shrink-0 flex-col gap-1.5 border-t border-l-[3px] border-line border-l-error px-3.5 py-2"
    >
      <p className="font-medium">
        {`In trouble: ${troubleName(diagnosis.class)}`}
        {number > 1 && <span className="font-normal text-muted">{`, met ${number} times in this thread`}</span>}
      </p>
      <ul aria-label="What was seen" className="text-muted wrap-anywhere">
        {evidence.map((one) => (
          <li key={one}>{visibleText(one)}</li>
        ))}
      </ul>
      <p className="wrap-anywhere">
        {visibleText(words)}{' '}
        <span className="text-muted tabular-nums" title={exactTime(dueAt)}>
          {`It ${next}.`.replace('It another', 'Another')}
        </span>
      </p>
      {refused !== null && <FailureNote failure={refused} />}
      <div className="flex flex-wrap gap-1.5">
        <ActionButton action={go} kind="plain" size="small" />
        <ActionButton action={drop} kind="quiet" size="small" />
      </div>
    </section>
  )
}

type Send = (command: PublicCommand) => Promise<void>

function useStep(thread: Thread, { number }: Recovery, send: Send): Action {
  const command: PublicCommand = { type: 'recovery.proceed', payload: { thread: thread.id, number } }
  const why = useWhyNot(command)
  const turn = thread.state.kind === 'parked' ? null : 'Its turn has to end first, which it was asked to.'
  return {
    id: 'recovery.now',
    title: 'Go on now',
    section: 'Thread',
    blocked: turn ?? why,
    run: () => send(command),
  }
}

function useDrop(thread: Thread, send: Send): Action {
  const command: PublicCommand = { type: 'thread.interrupt', payload: { thread: thread.id } }
  const why = useWhyNot(command)
  return { id: 'recovery.drop', title: 'Leave it to me', section: 'Thread', blocked: why, run: () => send(command) }
}
