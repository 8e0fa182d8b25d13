import type { Automation } from '../../../shared/domain/automation/state.ts'
import { useNow } from '../../client/clock.ts'
import { classNames } from '../../lib/class-names.ts'
import { humanized } from '../../lib/humanized.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { OnSwitch } from './automation-item.tsx'
import { type Line, troubleLines } from './list-words.ts'
import { ProposedNote } from './proposed-note.tsx'
import type { Offers } from './use-offers.ts'

const edges = { error: 'border-error', you: 'border-you', note: 'border-line' } as const

export interface EditorNotesProps {
  readonly automation: Automation
  readonly offers: Offers
  /** Where its signed webhook is taken in; null without one. */
  readonly webhook: string | null
}

/** What is the matter with the version in force: what waits for a yes, what doesn't work, and that it is off. */
export function EditorNotes({ automation, offers, webhook }: EditorNotesProps) {
  const now = useNow(30_000)
  const titleOf = (kind: string) =>
    offers.triggers.find((one) => one.kind === kind)?.title ?? visibleLine(humanized(kind))
  const lines = linesOf(automation, { now, titleOf })
  const { proposed, goneSince, on } = automation
  // Without a version in force there is nothing to switch on, and nothing to run by hand.
  const off = !on && goneSince === undefined && automation.definition !== null
  if (lines.length === 0 && proposed === undefined && webhook === null && !off) return null
  return (
    <div className="mb-3.5 flex flex-col gap-2">
      {lines.map(({ kind, text, remedy, since }) => (
        <p key={text} role="note" className={classNames('border-l-[3px] px-3 py-1 wrap-anywhere', edges[kind])}>
          {visibleText(text)} {remedy !== undefined && <span className="text-muted">{visibleText(remedy)}</span>}
          {since !== undefined && (
            <span className="text-muted">
              {' It began '}
              <RelativeTime at={since} now={now} />.
            </span>
          )}
        </p>
      ))}
      {proposed !== undefined && <ProposedNote automation={automation} proposed={proposed} />}
      {off && (
        <OnSwitch
          automation={automation}
          label={
            <span className="text-muted">
              Its triggers don't run on this host. You can run it by hand all the same.
            </span>
          }
        />
      )}
      {webhook !== null && (
        <p className="flex flex-wrap items-center gap-2 text-muted">
          <span>Signed webhooks are taken in at</span>
          <CodeText text={webhook} className="wrap-anywhere" />
          <CopyButton text={webhook} of="the address of the webhook" />
        </p>
      )}
    </div>
  )
}

/** The proposed version has a note of its own, and what is wrong with the file stands with its places below. */
function linesOf({ problems, ...automation }: Automation, around: Parameters<typeof troubleLines>[1]): readonly Line[] {
  // How many are held comes and goes, and stands with the other figures: a note for it would move the form.
  const others = troubleLines({ ...automation, held: 0 }, around).filter(({ kind }) => kind !== 'you')
  if (problems === undefined || automation.goneSince !== undefined) return others
  const text =
    automation.definition === null
      ? 'The file is wrong, and was never right: nothing is in force.'
      : 'The file is wrong. The last good version stays in force.'
  return [{ kind: 'error', text }, ...others]
}
