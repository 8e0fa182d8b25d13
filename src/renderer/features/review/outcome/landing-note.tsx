import type { Landing } from '../../../../shared/domain/landing/state.ts'
import type { Thread } from '../../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../../shared/kernel/failure.ts'
import { namedPaths } from '../../../lib/named-paths.ts'
import { visibleText } from '../../../lib/visible-text.ts'
import { CodeText } from '../../../ui/code-text.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'

export interface LandingNoteProps {
  readonly thread: Thread
  readonly landing: Landing | undefined
}

/** How far a merge has come, and how it ended. */
export function LandingNote({ thread, landing }: LandingNoteProps) {
  if (landing === undefined) return null
  const { state, into, undoRefused } = landing
  if (undoRefused !== null) return <Refused title="Not taken back" failure={undoRefused} />
  switch (state.kind) {
    case 'waiting':
      return <Progress text={`Waits for another merge into this repository`} />
    case 'checkpointing':
      return <Progress text="Saving the work (1 of 3)" />
    case 'merging':
      return <Progress text={`Merging into ${into} (2 of 3)`} />
    case 'following':
      return <Progress text="Bringing the checkout along (3 of 3)" />
    case 'undo-waiting':
    case 'undoing':
    case 'undo-following':
      return <Progress text="Taking the merge back" />
    case 'landed':
      return <Landed into={into} commit={state.move.commit} notice={state.notice} />
    case 'undone':
      return thread.state.kind === 'ready' ? (
        <Notice text={`The merge into ${into} was taken back.`} notice={state.notice} />
      ) : null
    case 'refused': {
      // A prompt after the refusal queued the thread again: what is there now was never refused.
      if (landing.queuedAt <= thread.queuedAt || thread.state.kind === 'landed') return null
      return <Refused title={`Not merged into ${into}`} failure={state.failure} />
    }
  }
}

function Progress({ text }: { readonly text: string }) {
  return (
    <p role="status" className="text-muted">
      {`${visibleText(text)} …`}
    </p>
  )
}

function Landed({
  into,
  commit,
  notice,
}: {
  readonly into: string
  readonly commit: string
  readonly notice: string | null
}) {
  return (
    <div>
      <p>
        Merged on <CodeText text={into} /> as <CodeText text={commit.slice(0, 7)} />.
      </p>
      {notice !== null && <p className="text-muted">{visibleText(notice)}</p>}
    </div>
  )
}

function Notice({ text, notice }: { readonly text: string; readonly notice: string | null }) {
  return (
    <div>
      <p>{visibleText(text)}</p>
      {notice !== null && <p className="text-muted">{visibleText(notice)}</p>}
    </div>
  )
}

function Refused({ title, failure }: { readonly title: string; readonly failure: Failure }) {
  const { paths, more } = namedPaths(failure)
  return (
    <div data-part="refused">
      <h3 className="mb-1 text-12 font-medium text-error">{visibleText(title)}</h3>
      <FailureNote failure={failure} />
      {paths.length > 0 && (
        <ul className="mt-1.5 flex flex-col gap-0.5">
          {paths.map(({ path, kind }) => (
            <li key={path} className="flex flex-wrap items-baseline gap-x-2">
              <CodeText text={path} className="min-w-0 grow wrap-anywhere" />
              <span className="text-12 text-muted">{kind === 'content' ? 'changed on both sides' : kind}</span>
            </li>
          ))}
          {more > 0 && <li className="text-muted">{`and ${more} more`}</li>}
        </ul>
      )}
    </div>
  )
}
