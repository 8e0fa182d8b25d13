import { useState } from 'react'
import type { Automation } from '../../../shared/domain/automation/state.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useRoute } from '../../client/navigation.ts'
import { plural } from '../../lib/format-number.ts'
import { Button } from '../../ui/button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { QuietLoading } from '../../ui/quiet-loading.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { ExportButton } from './export-button.tsx'
import { FiringRow } from './firing-row.tsx'
import { type KindFilter, ofKind } from './known-firings.ts'
import { OutcomeFacts } from './outcome-facts.tsx'
import { useCalm } from './use-calm.ts'
import { type Firings, useFirings } from './use-firings.ts'
import { useOpenFiring } from './use-open-firing.ts'

export interface AutomationRunsProps {
  readonly automation: AutomationId
  readonly project: ProjectId
}

const kinds = [
  { value: 'all', title: 'All' },
  { value: 'dispatched', title: 'Dispatched' },
  { value: 'skipped', title: 'Not dispatched' },
  { value: 'held', title: 'Held' },
] as const

/** What an automation did, and why it didn't. Takes its width from the place it stands in, and scrolls with it. */
export function AutomationRuns({ automation, project }: AutomationRunsProps) {
  const state = useModel((model) => model.automation.get(automation))
  const route = useRoute()
  const named = route.screen === 'automations' ? (route.firing ?? null) : null
  const [search, setSearch] = useState('')
  const [kind, setKind] = useState<KindFilter>('all')
  const firings = useFirings(automation, useCalm(search.trim()))
  const opened = useOpenFiring(named, firings)
  const shown = firings.rows === null ? null : ofKind(firings.rows, kind)
  if (state === undefined) return null
  const narrowed = search.trim() !== '' || kind !== 'all'
  const clear = () => {
    setSearch('')
    setKind('all')
  }
  return (
    <section aria-labelledby="what-it-did" className="@container mt-6.5">
      <h2 id="what-it-did" className="text-14 font-bold">
        What it did
      </h2>
      <OutcomeFacts automation={state} project={project} />
      {(state.counts.fired > 0 || narrowed) && (
        <div className="mt-3 flex flex-wrap items-center gap-2">
          <div className="w-56">
            <TextField bare label="Search what it did" placeholder="Search" value={search} onChange={setSearch} />
          </div>
          <Segmented label="Decision" value={kind} choices={kinds} onChange={setKind} />
          <span role="status" className="text-12 text-muted">
            {narrowed && shown !== null && countWords(shown.length, firings)}
          </span>
          <span className="flex-1" />
          <ExportButton automation={automation} name={state.name} />
        </div>
      )}
      {firings.failure !== null && <FailureNote quiet failure={firings.failure} className="mt-3" />}
      {shown === null && firings.failure === null && <QuietLoading text="Reading what it did" className="mt-3" />}
      {shown !== null && shown.length === 0 && (
        <Nothing narrowed={narrowed} words={nothingWords(state)} onClear={clear} more={firings.more} />
      )}
      {shown !== null && shown.length > 0 && (
        <ul aria-label="Events, newest first" className="mt-2 border-t border-soft">
          {shown.map((firing) => (
            <FiringRow
              key={firing.id}
              firing={firing}
              automation={state}
              open={opened.isOpen(firing.id)}
              named={firing.id === named}
              onToggle={() => opened.toggle(firing.id)}
            />
          ))}
        </ul>
      )}
      {firings.more && (
        <Button
          kind="quiet"
          className="mt-2 -ml-2.5"
          why={firings.loading ? 'It is being read.' : null}
          onClick={firings.earlier}
        >
          Show earlier
        </Button>
      )}
    </section>
  )
}

function countWords(shown: number, { more }: Firings): string {
  return `${plural(shown, 'event')}${more ? ' among those read so far' : ''}`
}

interface NothingProps {
  readonly narrowed: boolean
  readonly words: string
  readonly more: boolean
  readonly onClear: () => void
}

function Nothing({ narrowed, words, more, onClear }: NothingProps) {
  if (narrowed) {
    return (
      <div className="mt-3 flex items-center gap-3 text-muted">
        <p>{more ? 'Nothing like that among the newest.' : 'Nothing like that.'}</p>
        <Button size="small" onClick={onClear}>
          Show all
        </Button>
      </div>
    )
  }
  return <p className="mt-3 max-w-120 text-pretty text-muted">{words}</p>
}

function nothingWords({ definition, on }: Automation): string {
  if (definition === null) return 'Nothing yet: its file was never right.'
  return on
    ? 'Nothing yet. Each event it is told of stands here, with what was decided and why.'
    : 'Nothing yet. It is off: switch it on, try it on an event, or run it now.'
}
