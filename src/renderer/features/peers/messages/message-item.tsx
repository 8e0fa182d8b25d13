import type { Message } from '../../../../shared/domain/peers/state.ts'
import { addressWords, answerWords, stateWords } from '../../../lib/message-words.ts'
import { PeerQuote } from '../../../ui/peer-quote.tsx'

export interface MessageItemProps {
  readonly message: Message
  /** The thread that looks. */
  readonly thread: string
  /** What the other side is called. */
  readonly other: string
  readonly held: string | undefined
  readonly now: number
  readonly open: boolean
  readonly onToggle: () => void
}

/** One message with its way, its time and what became of it. */
export function MessageItem({ message, thread, other, held, now, open, onToggle }: MessageItemProps) {
  const { text: state, reason, trouble } = stateWords(message, held)
  const answer = answerWords(message)
  return (
    <PeerQuote
      address={addressWords(message, thread, other)}
      at={message.sentAt}
      state={answer === null ? state : `${state}, ${answer}`}
      text={message.text}
      {...{ now, open, onToggle, trouble }}
    >
      {reason !== null && <p className="text-12 text-muted wrap-anywhere">{reason}</p>}
    </PeerQuote>
  )
}
