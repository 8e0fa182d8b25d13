import { type ComponentType, useCallback } from 'react'
import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import { useModel, useThread } from '../../../client/model-hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { goToThread } from '../go-to-thread.ts'
import { host, useName } from '../names.ts'
import { PartHead } from '../part-head.tsx'
import { exchangedBy, liveBetween, waitingOf } from './conversations.ts'
import { digestWords } from './digest-words.ts'
import { MessageList } from './message-list.tsx'
import { type ReadMessages, useMessages } from './use-messages.ts'

export interface ConversationViewProps {
  readonly thread: string
  /** A thread, or `host`. */
  readonly other: string
  readonly onBack: () => void
  /** Where a person may say something to both. */
  readonly Foot: ComponentType<{ readonly thread: string; readonly other: string }>
}

/** Both sides of what two threads said to each other, and what became of each message. */
export function ConversationView({ thread, other, onBack, Foot }: ConversationViewProps) {
  const name = useName(other)
  const present = useThread(other) !== undefined
  const live = useModel((model) => liveBetween(model, thread, other))
  const counts = useModel((model) => exchangedBy(model, thread, other))
  const read: ReadMessages = useCallback(
    (api, page) => api.peers.conversation({ between: [thread as ThreadId, other as ThreadId | 'host'], ...page }),
    [thread, other],
  )
  const pages = useMessages(read, live)
  return (
    <section aria-label={`Conversation with ${name}`} className="flex h-full flex-col">
      <PartHead title={name} onBack={onBack} detail={digestWords(counts, waitingOf(live, thread))}>
        {other !== host && (
          <Button
            size="small"
            why={present ? null : 'It has ended; the history has it.'}
            onClick={() => goToThread(other, 'peers')}
          >
            Open thread
          </Button>
        )}
      </PartHead>
      <MessageList
        label={`Messages with ${name}`}
        pages={pages}
        thread={thread}
        otherOf={() => name}
        empty="They have not written to each other yet."
      />
      {other !== host && <Foot thread={thread} other={other} />}
    </section>
  )
}
