import type { ReactNode } from 'react'
import { classNames } from '../lib/class-names.ts'
import { clockTime, exactTime } from '../lib/format-time.ts'
import { visibleText } from '../lib/visible-text.ts'
import { Button } from './button.tsx'

/** What of a long text shows until it is opened: so many characters and lines. */
const shownLength = 480
const shownLines = 8

export interface PeerQuoteProps {
  /** 'From Invoice UI adapters' */
  readonly address: string
  /** Both in ms of the host's clock. */
  readonly at: number
  readonly now: number
  /** 'read'; null where it isn't known. */
  readonly state: string | null
  readonly text: string
  readonly open: boolean
  readonly onToggle: () => void
  /** It never got there. */
  readonly trouble?: boolean | undefined
  /** Below the text: why its state is what it is. */
  readonly children?: ReactNode
}

/** What a thread wrote to another one: quoted, since it is never a person's word or the host's. */
export function PeerQuote(props: PeerQuoteProps) {
  const { address, at, now, state, text, open, onToggle, trouble = false, children } = props
  const short = text.slice(0, shownLength).split('\n', shownLines).join('\n')
  const long = short.length < text.length
  return (
    <article className={classNames('border-l-[3px] pl-[9px]', trouble ? 'border-error' : 'border-peer')}>
      <p className={classNames('text-11', trouble ? 'text-muted' : 'text-peer')}>
        {`${address}, `}
        <time dateTime={new Date(at).toISOString()} title={exactTime(at)}>
          {clockTime(at, now)}
        </time>
        {state !== null && ', '}
        {state !== null && <span className={trouble ? 'text-error' : undefined}>{state}</span>}
      </p>
      <p className={classNames('wrap-anywhere whitespace-pre-wrap', trouble && 'text-muted')}>
        {visibleText(long && !open ? `${short.trimEnd()} …` : text)}
      </p>
      {long && (
        <Button kind="quiet" size="small" aria-expanded={open} onClick={onToggle} className="-ml-2">
          {open ? 'Show less' : 'Show all'}
        </Button>
      )}
      {children}
    </article>
  )
}
