import type { Automation } from '../../../shared/domain/automation/state.ts'
import { useNow } from '../../client/clock.ts'
import { classNames } from '../../lib/class-names.ts'
import { humanized } from '../../lib/humanized.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { OnSwitch } from './automation-item.tsx'
import { troubleLines } from './list-words.ts'
import { ProposedNote } from './proposed-note.tsx'
import type { Offers } from './use-offers.ts'

const edges = { error: 'border-error', you: 'border-you', note: 'border-line' } as const

export interface EditorNotesProps {
  readonly automation: Automation | null
  readonly offers: Offers
}

/** What is the matter with the version in force: what waits for a yes, what doesn't work, and that it is off. */
export function EditorNotes({ automation, offers }: EditorNotesProps) {
  const now = useNow(30_000)
  if (automation === null) return null
  const titleOf = (kind: string) =>
    offers.triggers.find((one) => one.kind === kind)?.title ?? visibleLine(humanized(kind))
  // What waits for a yes has a note of its own.
  const { problems, ...rest } = automation
  const troubles = [...troubleLines(rest, { now, titleOf })].filter(({ kind }) => kind !== 'you')
  const { proposed, goneSince, on, definition } = automation
  // What is wrong stands with its places below.
  if (problems !== undefined && goneSince === undefined)
    troubles.unshift({ kind: 'error', text: wrongWords(definition !== null) })
  const off = !on && goneSince === undefined
  if (troubles.length === 0 && proposed === undefined && !off) return null
  return (
    <div className="mb-3.5 flex flex-col gap-2">
      {troubles.map(({ kind, text }) => (
        <p key={text} role="note" className={classNames('border-l-[3px] px-3 py-1 wrap-anywhere', edges[kind])}>
          {visibleText(text)}
        </p>
      ))}
      {proposed !== undefined && <ProposedNote automation={automation} proposed={proposed} />}
      {off && (
        <div className="flex items-center gap-2 text-muted">
          <OnSwitch automation={automation} title={automation.name} />
          <span>Its triggers don't run on this host. You can run it by hand all the same.</span>
        </div>
      )}
    </div>
  )
}

function wrongWords(inForce: boolean): string {
  return inForce
    ? 'The file is wrong. The last good version stays in force.'
    : 'The file is wrong, and was never right: nothing is in force.'
}
