import { useState } from 'react'
import { isRecovering } from '../../../../shared/domain/recovery/queries.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { formatBytes, plural } from '../../../lib/format-number.ts'
import { clockTime } from '../../../lib/format-time.ts'
import type { Trouble } from '../../../lib/refusal.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import type { Subject } from '../use-subject.ts'
import { landingRefused } from './state-look.ts'

export interface NotesProps {
  readonly subject: Subject
  readonly now: number
  /** Takes the reader to the field. */
  readonly onPrompt: () => void
}

/** What a person should know of the thread before reading on: what went wrong, and what it left out. */
export function Notes({ subject, now, onPrompt }: NotesProps) {
  const { thread, landing, live } = subject
  const { state, edit } = thread
  const recovering = useModel((model) => isRecovering(model, thread.id))
  const refused = state.kind === 'ready' && landing?.state.kind === 'refused' && landingRefused(thread, landing)
  return (
    <div className="flex max-h-[30vh] shrink-0 flex-col gap-2 overflow-y-auto px-4 pb-2 empty:hidden">
      {state.kind === 'parked' && !recovering && (
        <FailureNote quiet failure={parkedTrouble(state.reason, now)}>
          <Button size="small" onClick={onPrompt}>
            Write a prompt
          </Button>
        </FailureNote>
      )}
      {refused && landing.state.kind === 'refused' && <FailureNote quiet failure={landing.state.failure} />}
      {state.kind === 'landed' && landing?.undoRefused != null && <FailureNote quiet failure={landing.undoRefused} />}
      {edit?.refused != null && <FailureNote quiet failure={edit.refused} />}
      {!live && (
        <p className="text-muted">
          It is in the archive: what was said and done can be read, and what is possible in its state still is.
        </p>
      )}
      <Notices thread={thread} />
    </div>
  )
}

type Parked = Extract<Thread['state'], { kind: 'parked' }>['reason']

function parkedTrouble({ code, message, remedy, retryAt }: Parked, now: number): Trouble {
  if (retryAt === undefined || retryAt <= now) return { code, message, remedy }
  return { code, message: `${message} The limit resets at ${clockTime(retryAt, now)}.`, remedy }
}

/** How many show before they are folded. */
const shown = 2

function Notices({ thread: { notices, checkpoint } }: { readonly thread: Thread }) {
  const [open, setOpen] = useState(false)
  const leftOut = checkpoint?.leftOut ?? []
  const names = leftOut.map(({ path, bytes }) => `${visibleLine(path)} (${formatBytes(bytes)})`).join(', ')
  const all = [
    ...notices.map((notice) => visibleText(notice)),
    ...(leftOut.length === 0 ? [] : [`Not saved with the work, and not merged: ${names}`]),
  ]
  if (all.length === 0) return null
  const folded = all.length > shown && !open
  return (
    <div className="text-12 text-muted">
      {!folded && (
        <ul aria-label="Notices">
          {all.map((notice) => (
            <li key={notice} className="wrap-anywhere">
              {notice}
            </li>
          ))}
        </ul>
      )}
      {all.length > shown && (
        <Button kind="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)} className="-ml-2">
          {open ? 'Hide notices' : plural(all.length, 'notice')}
        </Button>
      )}
    </div>
  )
}
