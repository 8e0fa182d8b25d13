import { useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { forgetKept, useKept } from '../../client/kept.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { useActions } from '../../ui/actions/use-actions.ts'
import { FailureNote } from '../../ui/failure-note.tsx'
import { ReasonField } from '../../ui/reason-field.tsx'
import { type Draft, draftOf, unchanged } from './draft.ts'
import { DraftFields } from './draft-fields.tsx'
import { OutboundFacts } from './outbound-facts.tsx'
import { ShownText } from './shown-text.tsx'
import { useOutboundActions } from './use-outbound-actions.ts'

export interface OutboundCardProps {
  readonly outbound: Outbound
  readonly thread: Thread
  /** Sends a decision; answers why it was not taken. `what` is what it came to: 'Approved'. */
  readonly onSend: (command: PublicCommand, what: string) => Promise<Failure | null>
}

/** What is to be written outside: who asks, where, exactly what, and what each answer comes to. */
export function OutboundCard({ outbound, thread, onSend }: OutboundCardProps) {
  const key = `draft.outbound/${outbound.id}`
  const [kept, keep] = useKept<Draft | null>(key, null)
  const [editing, setEditing] = useState(false)
  const [refusing, setRefusing] = useState(false)
  const [reason, setReason] = useKept<string>(`draft.outbound/${outbound.id}/reason`, '')
  const draft = kept ?? draftOf(outbound.content)
  const changed = !unchanged(draft, outbound.content)
  const actions = useOutboundActions({
    outbound,
    draft,
    changed,
    editing,
    send: async (command, what) => {
      const failure = await onSend(command, what)
      if (failure === null) forgetKept(key, kept)
      return failure
    },
    edit: () => setEditing(!editing),
    refuse: () => setRefusing(true),
  })
  useActions([...actions.answers, actions.edit, actions.refuse])
  const refuse = () => void actions.sendRefusal(reason)
  const { state } = outbound
  return (
    <div className="flex flex-col gap-3.5">
      {state.kind === 'failed' && <FailureNote quiet failure={state.failure} />}
      <OutboundFacts outbound={outbound} thread={thread} changed={changed} />
      {editing ? (
        <DraftFields content={outbound.content} draft={draft} onChange={keep} onDone={() => setEditing(false)} />
      ) : (
        <ShownText title={draft.title} text={draft.text} />
      )}
      {refusing ? (
        <ReasonField
          label="Why not"
          hint="Kept with what was refused. It may be left empty."
          title="Refuse"
          value={reason}
          onChange={setReason}
          onSend={refuse}
          onBack={() => setRefusing(false)}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          {actions.answers.map((action) => (
            <ActionButton key={action.id} action={action} showKeys />
          ))}
          <ActionButton action={actions.refuse} showKeys />
          <ActionButton action={actions.edit} kind="quiet" showKeys />
          {changed && <ActionButton action={{ ...actions.undo, run: () => keep(null) }} kind="quiet" />}
        </div>
      )}
    </div>
  )
}
