import { useEffect, useMemo } from 'react'
import { useAgents } from '../../client/agents.ts'
import { useNow } from '../../client/clock.ts'
import { useKept } from '../../client/kept.ts'
import { useModel } from '../../client/model-hooks.ts'
import { openOverlay } from '../../client/overlays.ts'
import { useHost } from '../../client/store.ts'
import { plural } from '../../lib/format-number.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { VirtualList } from '../../ui/virtual-list.tsx'
import { EndedRow } from './ended-row.tsx'
import { type EndFilter, filterEnded } from './ended-thread.ts'
import { type Ended, useEnded } from './use-ended.ts'

type KeptFilter = { readonly [Field in keyof EndFilter]: EndFilter[Field] }

const everything: KeptFilter = { text: '', kind: 'all', project: null }
const kinds = [
  { value: 'all', title: 'All' },
  { value: 'landed', title: 'Landed' },
  { value: 'discarded', title: 'Discarded' },
] as const

/** Threads that landed or were discarded, newest first. */
export function History() {
  const history = useEnded()
  const { ended, load } = history
  const [filter, setFilter] = useKept<KeptFilter>('history.filter', everything)
  const online = useHost((state) => state.api !== null)
  const shown = useMemo(() => filterEnded(ended, filter), [ended, filter])
  const names = useModel((model) => new Map([...model.project.values()].map(({ id, name }) => [id as string, name])))
  const now = useNow(30_000)
  const agents = useAgents()
  const used = [...new Set(ended.map(({ thread }) => thread.project as string))]
  const projects = used.map((id) => ({ value: id, title: visibleLine(names.get(id) ?? 'A forgotten project') }))
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2">
        <h1 className="text-15 font-bold">History</h1>
        <span className="text-muted" role="status">
          {countInWords(history, shown.length)}
        </span>
        <span className="flex-1" />
        <div className="w-60">
          <TextField
            label="Search by title"
            bare
            placeholder="Search by title"
            value={filter.text}
            onChange={(text) => setFilter({ ...filter, text })}
          />
        </div>
        <Segmented
          label="What became of it"
          value={filter.kind}
          choices={kinds}
          onChange={(kind) => setFilter({ ...filter, kind })}
        />
        <Select
          label="Project"
          value={filter.project ?? ''}
          options={[{ value: '', title: 'All projects' }, ...projects]}
          onChange={(project) => setFilter({ ...filter, project: project === '' ? null : project })}
        />
      </header>
      {history.failure !== null && (
        <FailureNote failure={history.failure} className="m-4">
          <Button onClick={load}>Try again</Button>
        </FailureNote>
      )}
      {shown.length === 0 && online && <LoadMore load={load} />}
      {shown.length === 0 ? (
        <Nothing history={history} onClear={() => setFilter(everything)} />
      ) : (
        <VirtualList
          label="Ended threads"
          items={shown}
          keyOf={({ thread }) => thread.id}
          estimate={28}
          className="min-h-0 flex-1"
          render={(one, index) => (
            <>
              <EndedRow
                ended={one}
                project={names.get(one.thread.project) ?? ''}
                agent={agentName(one.thread.agent, agents)}
                now={now}
              />
              {index === shown.length - 1 && <LoadMore load={load} />}
            </>
          )}
        />
      )}
    </div>
  )
}

/** Where this comes into view, older threads are read. */
function LoadMore({ load }: { readonly load: () => void }) {
  useEffect(load, [load])
  return null
}

function countInWords({ ended, more }: Ended, shown: number): string {
  if (ended.length === 0) return ''
  const all = `${plural(ended.length, 'thread')}${more ? ' so far' : ''}`
  return shown === ended.length ? all : `${shown} of ${all}`
}

function Nothing({ history, onClear }: { readonly history: Ended; readonly onClear: () => void }) {
  if (history.ended.length > 0) {
    return (
      <EmptyState text="Nothing that ended is called that.">
        <Button onClick={onClear}>Show all</Button>
      </EmptyState>
    )
  }
  if (history.loading || history.failure !== null) return null
  return (
    <EmptyState text="Nothing has ended yet. Threads that you merge or discard come here, and both can be taken back.">
      <Button onClick={() => openOverlay({ kind: 'dispatch', project: null })}>Dispatch a task</Button>
    </EmptyState>
  )
}
