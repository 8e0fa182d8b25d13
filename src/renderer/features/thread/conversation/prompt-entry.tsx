import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { type PromptPart, promptParts } from '../../../lib/peer-prompt.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { senderOf } from './entry-view.ts'
import { Fold } from './fold.tsx'
import { useOpened } from './opened-entries.ts'
import { GivenQuote } from './peer-messages.tsx'

/** What of a long prompt shows until it is opened: so many characters and lines. */
const shownLength = 1200
const shownLines = 12

/** What was sent to the agent. What no person wrote is quoted, so that nobody takes it for a person's word. */
export function PromptEntry({ row }: { readonly row: TranscriptRow }) {
  const parts = promptParts(row)
  const mail = parts.some(({ kind }) => kind === 'message')
  const sends = typeof row.head.sends === 'number' ? row.head.sends : 1
  return (
    <div className="flex flex-col gap-[9px]">
      {parts.map((part, at) => {
        const name = at === 0 ? row.entry : `${row.entry}/${at}`
        if (part.kind === 'message') return <GivenQuote key={name} name={name} message={part.message} />
        return <Words key={name} {...{ name, part, sends, mail }} />
      })}
    </div>
  )
}

interface WordsProps {
  readonly name: string
  readonly part: Extract<PromptPart, { kind: 'words' }>
  readonly sends: number
  /** Whether messages of other threads came with it. */
  readonly mail: boolean
}

function Words({ name, part, sends, mail }: WordsProps) {
  const { text, origin } = part
  const from = senderOf(origin)
  const [open, toggle] = useOpened(name)
  const short = beginning(text)
  const long = short.length < text.length
  const shown = visibleText(long && !open ? `${short.trimEnd()} …` : text)
  if (mail && origin === 'host') {
    return (
      <Fold name={`${name}/host`} summary={<span className="min-w-0 truncate text-faint">{visibleLine(short)}</span>}>
        <p className="border-l border-line pl-[9px] whitespace-pre-wrap text-muted wrap-anywhere">
          {visibleText(text)}
        </p>
      </Fold>
    )
  }
  if (from !== null) {
    return (
      <div className="border-l-[3px] border-peer pl-[9px]">
        <p className="text-11 text-peer">{from}</p>
        <p className="wrap-anywhere whitespace-pre-wrap">{shown}</p>
        {long && <More open={open} toggle={toggle} />}
      </div>
    )
  }
  return (
    <div className="ml-auto flex w-fit max-w-[86%] flex-col items-end gap-0.5">
      <div className="rounded bg-raised px-2.5 py-1.5">
        <span className="sr-only">You: </span>
        <p className="wrap-anywhere whitespace-pre-wrap">{shown}</p>
        {long && <More open={open} toggle={toggle} />}
      </div>
      {sends > 1 && (
        <p className="text-11 text-muted">{`Sent again, ${sends} times in all: its turn was lost with the host`}</p>
      )}
    </div>
  )
}

function beginning(text: string): string {
  return text.slice(0, shownLength).split('\n', shownLines).join('\n')
}

function More({ open, toggle }: { readonly open: boolean; readonly toggle: () => void }) {
  return (
    <Button kind="quiet" size="small" aria-expanded={open} onClick={toggle} className="-ml-2">
      {open ? 'Show less' : 'Show all'}
    </Button>
  )
}
