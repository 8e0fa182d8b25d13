import type { ReactNode } from 'react'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import { automationTitle } from '../../../shared/domain/automation/title.ts'
import { sendCommand } from '../../client/commands.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { classNames } from '../../lib/class-names.ts'
import { type AutomationPlace, formatRoute } from '../../lib/route.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Switch } from '../../ui/checkbox.tsx'
import { notifyRefused } from '../../ui/toaster.tsx'
import { type Line, presentWords } from './list-words.ts'

const looks: Readonly<Record<Line['kind'], string>> = { error: 'text-error', you: 'text-you', note: 'text-muted' }

export interface AutomationItemProps {
  readonly project: string
  readonly place: AutomationPlace
  readonly selected: boolean
  /** What starts it, and what it did. */
  readonly line: string
  readonly troubles: readonly Line[]
  /** Null for one that was never saved. */
  readonly automation: Automation | null
  readonly next: number | null
  readonly now: number
}

/** One automation of the list: what it is called, whether it is on, and how it goes. */
export function AutomationItem(props: AutomationItemProps) {
  const { project, place, selected, line, troubles, automation, next, now } = props
  const title = visibleLine(automationTitle(place.name))
  const present = automation === null ? null : presentWords(automation, { next, now })
  return (
    <li
      className={classNames(
        'relative grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 gap-y-0.5 rounded px-2.5 py-2',
        selected ? 'bg-raised' : 'hover:bg-raised',
      )}
    >
      <a
        href={formatRoute({ screen: 'automations', project, automation: place })}
        aria-current={selected ? 'true' : undefined}
        title={title}
        className="flex min-w-0 items-baseline gap-1.5 rounded before:absolute before:inset-0 before:content-['']"
      >
        <span className="truncate">{title}</span>
        {place.scope === 'own' && <span className="text-12 text-faint">private</span>}
      </a>
      {automation === null && <span className="text-12 text-faint">not saved</span>}
      {automation !== null && automation.goneSince === undefined && (
        <OnSwitch automation={automation} label={<span className="sr-only">{`On: ${title}`}</span>} />
      )}
      <small className="col-span-2 line-clamp-2 text-12 text-muted">
        {unbroken(visibleLine(line))}
        {present !== null && ` · ${present.replaceAll(' ', '\u00a0')}`}
      </small>
      {troubles.map(({ kind, text }) => (
        <small key={text} className={classNames('col-span-2 line-clamp-3 text-12', looks[kind])}>
          {visibleLine(text)}
        </small>
      ))}
    </li>
  )
}

/** Lines end between its parts, or in a long one; never within a number and its unit. */
function unbroken(line: string): string {
  return line.replaceAll(/(?<=\d) | (?=useful)/g, '\u00a0')
}

/** Whether its triggers run on this host. */
export function OnSwitch({ automation, label }: { readonly automation: Automation; readonly label: ReactNode }) {
  const command = {
    type: 'automation.switch',
    payload: { automation: automation.id, on: !automation.on },
  } as const
  const why = useWhyNot(command)
  const press = async () => {
    const refused = await sendCommand(command)
    if (refused !== null) notifyRefused(refused)
  }
  return <Switch className="relative" label={label} checked={automation.on} why={why} onChange={() => void press()} />
}
