import type { Message } from '../../../../shared/domain/peers/state.ts'
import { classNames } from '../../../lib/class-names.ts'
import { clockTime, exactTime } from '../../../lib/format-time.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { addressWords, answerWords, stateWords } from './message-words.ts'

/** What of a long text shows until it is opened: so many characters and lines. */
const shownLength = 700
const shownLines = 10

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

/** One message with its way, its time and what became of it. Its text is quoted: it is a thread's, never a person's. */
export function MessageItem({ message, thread, other, held, now, open, onToggle }: MessageItemProps) {
  const { text, sentAt } = message
  const short = text.slice(0, shownLength).split('\n', shownLines).join('\n')
  const long = short.length < text.length
  const { text: state, reason, trouble } = stateWords(message, held)
  const answer = answerWords(message)
  return (
    <article className={classNames('border-l-[3px] pl-[9px]', trouble ? 'border-error' : 'border-peer')}>
      <p className={classNames('text-11', trouble ? 'text-muted' : 'text-peer')}>
        {addressWords(message, thread, other)}
        {', '}
        <time dateTime={new Date(sentAt).toISOString()} title={exactTime(sentAt)}>
          {clockTime(sentAt, now)}
        </time>
        {', '}
        <span className={trouble ? 'text-error' : undefined}>{state}</span>
        {answer !== null && `, ${answer}`}
      </p>
      <p className={classNames('wrap-anywhere whitespace-pre-wrap', trouble && 'text-muted')}>
        {visibleText(long && !open ? `${short.trimEnd()} …` : text)}
      </p>
      {long && (
        <Button kind="quiet" size="small" aria-expanded={open} onClick={onToggle} className="-ml-2">
          {open ? 'Show less' : 'Show all'}
        </Button>
      )}
      {reason !== null && <p className="text-12 text-muted wrap-anywhere">{reason}</p>}
    </article>
  )
}
