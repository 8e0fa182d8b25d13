import { type ReactNode, useState } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { forgetKept, useKept } from '../../client/kept.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { newId } from '../../lib/new-id.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import type { ButtonKind } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'

export interface SendOnProps {
  readonly thread: Thread
  readonly label: string
  /** What happens: 'Send', 'Start a new attempt'. */
  readonly title: string
  readonly kind: ButtonKind
  /** Stands in the field until something else is written. */
  readonly prepared?: string | undefined
  readonly placeholder?: string | undefined
  /** What else can be done, beside the button that sends. */
  readonly children?: ReactNode
  readonly onSend: (command: PublicCommand) => Promise<Failure | null>
}

/** A prompt that sends a thread on. What is written is kept until it was sent. */
export function SendOn(props: SendOnProps) {
  const { thread, label, title, kind, prepared = '', placeholder, children, onSend } = props
  const key = `inbox.prompt/${thread.id}`
  const [kept, keep] = useKept<string | null>(key, null)
  const [ids, setIds] = useState(() => ({ prompt: newId(), attempt: newId() }))
  const text = kept ?? prepared
  const command: PublicCommand = {
    type: 'thread.prompt',
    payload: { thread: thread.id, ...ids, blocks: [{ kind: 'text', text, origin: 'person' }] },
  }
  const why = useWhyNot(command)
  const action: Action = {
    id: 'inbox.send',
    title,
    section: 'Inbox',
    keys: 'mod+enter',
    blocked: text.trim() === '' ? 'Write what it should do next.' : why,
    run: async () => {
      const failure = await onSend(command)
      if (failure !== null) return
      forgetKept(key, kept)
      setIds({ prompt: newId(), attempt: newId() })
    },
  }
  useActions([action])
  return (
    <div className="flex flex-col items-start gap-2">
      <div className="w-full">
        <TextArea
          label={label}
          value={text}
          onChange={keep}
          placeholder={placeholder}
          rows={3}
          className="min-h-[58px] leading-5"
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <ActionButton action={action} kind={kind} showKeys />
        {children}
      </div>
    </div>
  )
}
