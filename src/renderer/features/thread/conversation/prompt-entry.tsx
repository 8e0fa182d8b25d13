import type { TranscriptRow } from '../../../../shared/transcript/entry.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { promptView } from './entry-view.ts'
import { useOpened } from './opened-entries.ts'

/** What of a long prompt shows until it is opened: so many characters and lines. */
const shownLength = 1200
const shownLines = 12

/** What was sent to the agent. What no person wrote is quoted, so that nobody takes it for a person's word. */
export function PromptEntry({ row }: { readonly row: TranscriptRow }) {
  const { from, text, sends } = promptView(row)
  const [open, toggle] = useOpened(row.entry)
  const short = beginning(text)
  const long = short.length < text.length
  const shown = visibleText(long && !open ? `${short.trimEnd()} …` : text)
  const again = sends > 1 ? `Sent again, ${sends} times in all: its turn was lost with the host` : null
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
      {again !== null && <p className="text-11 text-muted">{again}</p>}
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
