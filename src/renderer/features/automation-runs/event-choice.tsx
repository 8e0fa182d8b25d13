import { useEffect, useMemo, useState } from 'react'
import type { Firing } from '../../../shared/domain/automation/state.ts'
import type { AutomationId } from '../../../shared/kernel/ids.ts'
import { useNow } from '../../client/clock.ts'
import { useKept } from '../../client/kept.ts'
import { clockTime } from '../../lib/format-time.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { subjectOf } from './known-firings.ts'
import { type ChosenEvent, readPasted } from './pasted-event.ts'
import { useCalm } from './use-calm.ts'
import { useFirings } from './use-firings.ts'

export interface EventChoiceProps {
  /** Under which a pasted event is kept. */
  readonly draft: string
  readonly automation: AutomationId | null
  readonly triggers: readonly string[]
  /** What kinds of triggers are called. */
  readonly titles: ReadonlyMap<string, string>
  /** Null: there is none yet, or what was pasted can't be read. */
  readonly onChoose: (event: ChosenEvent | null) => void
}

type Way = 'past' | 'sample' | 'pasted'

/** Which event it is tried on: one of its past, one that its trigger makes up, or one that a person writes. */
export function EventChoice(props: EventChoiceProps) {
  const { automation, onChoose } = props
  const past = usePast(automation)
  const [way, setWay] = useState<Way | null>(null)
  const [trigger, setTrigger] = useState('')
  const [firing, setFiring] = useState('')
  const [pasted, setPasted] = useKept<string>(`automation.draft/try/${props.draft}`, '')
  const kind = props.triggers.includes(trigger) ? trigger : (props.triggers[0] ?? '')
  const chosenWay = way ?? (past.rows === null || past.rows.length > 0 ? 'past' : 'sample')
  const found = past.rows?.find(({ id }) => id === firing) ?? past.rows?.[0]
  // Not the rows: they are others with each event, and each other choice is tried anew.
  const [pastId, pastTrigger] = [found?.id ?? null, found?.trigger ?? null]
  const calm = useCalm(pasted)
  const read = useMemo(() => readPasted(calm), [calm])
  const chosen = useMemo((): ChosenEvent | null => {
    const of = kind === '' ? null : kind
    if (chosenWay === 'sample') return { trigger: of, event: { sample: true } }
    if (chosenWay === 'pasted') return read.ok ? { trigger: of, event: { pasted: read.value } } : null
    return pastId === null ? null : { trigger: pastTrigger, event: { firing: pastId } }
  }, [chosenWay, kind, read, pastId, pastTrigger])
  useEffect(() => onChoose(chosen), [chosen, onChoose])
  const problem = read.ok || pasted.trim() === '' ? null : read.error
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Segmented label="Event" value={chosenWay} choices={ways} onChange={setWay} />
        {chosenWay === 'past' && past.options.length > 0 && (
          <Select
            label="Past event"
            value={pastId ?? ''}
            options={past.options}
            onChange={setFiring}
            className="max-w-120 min-w-0"
          />
        )}
        {chosenWay !== 'past' && props.triggers.length > 1 && (
          <Select
            label="Trigger"
            showLabel
            value={kind}
            options={props.triggers.map((value) => ({ value, title: visibleLine(props.titles.get(value) ?? value) }))}
            onChange={setTrigger}
          />
        )}
      </div>
      {chosenWay === 'past' && past.rows?.length === 0 && (
        <p className="text-muted">It was never told of an event. Try it on a sample, or paste one.</p>
      )}
      {chosenWay === 'pasted' && (
        <TextArea
          mono
          autoFocus
          rows={5}
          label="Fields of the event, as JSON"
          placeholder={'{ "title": "Refund shows twice", "labels": ["bug"] }'}
          value={pasted}
          onChange={setPasted}
          problem={problem}
          className="max-h-48 min-h-24"
        />
      )}
    </div>
  )
}

const ways = [
  { value: 'past', title: 'A past event' },
  { value: 'sample', title: 'A sample' },
  { value: 'pasted', title: 'Pasted' },
] as const

const none: readonly Firing[] = []

/** The newest ones; those whose text was deleted can't be tried on, and the host says so. */
function usePast(automation: AutomationId | null) {
  const { rows } = useFirings(automation, '')
  const now = useNow(60_000)
  const options = (rows ?? []).map((firing) => ({
    value: firing.id as string,
    title: cut(visibleLine(subjectOf(firing))),
    detail: `${clockTime(firing.firedAt, now)}, ${visibleLine(firing.reason === '' ? firing.source.words : firing.reason)}`,
  }))
  return { rows: automation === null ? none : rows, options }
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
