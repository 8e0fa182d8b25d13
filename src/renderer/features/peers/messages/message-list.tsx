import { useCallback, useState } from 'react'
import type { Message } from '../../../../shared/domain/peers/state.ts'
import { useNow } from '../../../client/clock.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { QuietLoading } from '../../../ui/quiet-loading.tsx'
import { VirtualList } from '../../../ui/virtual-list.tsx'
import { heldBecause } from './held.ts'
import { MessageItem } from './message-item.tsx'
import type { MessagePages } from './use-messages.ts'

export interface MessageListProps {
  readonly label: string
  readonly pages: MessagePages
  readonly thread: string
  /** What the other side of a message is called, as the thread sees it. */
  readonly otherOf: (message: Message) => string
  readonly empty: string
}

/** Messages, oldest first and opened at the newest; earlier ones come when somebody scrolls up. */
export function MessageList({ label, pages, thread, otherOf, empty }: MessageListProps) {
  const { messages, loading, failure, loadEarlier } = pages
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set())
  const toggle = useCallback(
    (id: string) =>
      setOpened((last) => (last.has(id) ? new Set([...last].filter((one) => one !== id)) : new Set([...last, id]))),
    [],
  )
  if (messages.length === 0) {
    return (
      <div className="min-h-0 flex-1 px-4 py-3">
        {failure !== null && <FailureNote failure={failure} />}
        {failure === null && loading && <QuietLoading text="Reading the messages" />}
        {failure === null && !loading && <p className="text-muted">{empty}</p>}
      </div>
    )
  }
  return (
    <>
      <VirtualList
        label={label}
        items={messages}
        keyOf={({ id }) => id}
        estimate={estimate}
        fromEnd
        onStart={loadEarlier}
        className="min-h-0 flex-1"
        render={(message) => (
          <Row
            {...{ message, thread }}
            other={otherOf(message)}
            open={opened.has(message.id)}
            onToggle={() => toggle(message.id)}
          />
        )}
      />
      {failure !== null && <FailureNote failure={failure} className="m-3" />}
    </>
  )
}

interface RowProps {
  readonly message: Message
  readonly thread: string
  readonly other: string
  readonly open: boolean
  readonly onToggle: () => void
}

function Row(props: RowProps) {
  const now = useNow(60_000)
  const held = useModel((model) => heldBecause(model, props.message))
  return (
    <div className="px-4 py-[4.5px]">
      <MessageItem {...props} held={held} now={now} />
    </div>
  )
}

const line = 18

/** In px, at a width of about fifty characters. */
function estimate({ text, state }: Message): number {
  const lines = Math.min(10, linesOf(text.slice(0, 1000)))
  return 9 + 15 + line * (lines + (state.kind === 'refused' ? 4 : 0) + (state.kind === 'expired' ? 1 : 0))
}

function linesOf(text: string): number {
  return text.split('\n').reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / 52)), 0)
}
