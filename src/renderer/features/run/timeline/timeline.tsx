import { useCallback, useMemo } from 'react'
import type { RunId } from '../../../../shared/kernel/ids.ts'
import { useAgents } from '../../../client/agents.ts'
import { useKept } from '../../../client/kept.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { useHost } from '../../../client/store.ts'
import { type ReadPage, useEventPages } from '../../../client/use-event-pages.ts'
import { plural } from '../../../lib/format-number.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureNote } from '../../../ui/failure-note.tsx'
import { QuietLoading } from '../../../ui/quiet-loading.tsx'
import { Scroller } from '../../../ui/scroller.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Select } from '../../../ui/select.tsx'
import { MinuteGroup } from './minute-group.tsx'
import { runVersion } from './run-version.ts'
import { byMinute, filtered, type TimelineFilter, timelineItems } from './timeline-items.ts'
import { timelineNames } from './timeline-names.ts'
import { useFollow } from './use-follow.ts'

const whats = [
  { value: 'all', title: 'All' },
  { value: 'recovery', title: 'Recovery' },
  { value: 'gates', title: 'Gates' },
] as const

const everything: TimelineFilter = { what: 'all', task: null }
const anyTask = 'any'

export interface TimelineProps {
  readonly run: string
  /** Shows a task with its attempts. */
  readonly onTask: (task: string) => void
}

/** What the orchestrator, the checks and recovery did and why, newest at the bottom. */
export function Timeline({ run, onTask }: TimelineProps) {
  const read: ReadPage = useCallback((api, page, how) => api.history.run({ run: run as RunId, ...page }, how), [run])
  const version = useModel((model) => runVersion(model, run))
  const { earlier, failure, known } = useEventPages(read, version)
  const agents = useAgents()
  const [kept, keep] = useKept<{ what: TimelineFilter['what']; task: string | null }>(`run.timeline.${run}`, everything)
  const events = known?.events ?? null
  const { items, names } = useMemo(() => {
    const { model } = useHost.getState()
    const found = timelineNames(model, run, events ?? [])
    return { names: found, items: timelineItems(events ?? [], { names: found, agents }) }
  }, [run, events, agents])
  const filter = kept.task !== null && !names.tasks.has(kept.task) ? { ...kept, task: null } : kept
  const shown = filtered(items, filter)
  const { atEnd, onScroll, scroller, toEnd } = useFollow(shown.length, `${filter.what} ${filter.task}`)
  const tasks = [
    { value: anyTask, title: 'Every task' },
    ...[...names.tasks].map(([value, { key, title }]) => ({ value, title: key, detail: title })),
  ]
  const foot = atEnd ? null : (
    <Button size="small" onClick={toEnd} className="absolute right-4 bottom-3 shadow-float">
      To the newest
    </Button>
  )
  return (
    <div className="relative flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b border-soft px-4 py-1.5 text-12">
        <Segmented
          label="What is shown"
          value={filter.what}
          choices={whats}
          onChange={(what) => keep({ ...filter, what })}
        />
        <Select
          label="Task"
          value={filter.task ?? anyTask}
          options={tasks}
          onChange={(task) => keep({ ...filter, task: task === anyTask ? null : task })}
        />
        <span className="flex-1" />
        <span className="text-faint">{known === null ? '' : plural(shown.length, 'step')}</span>
      </div>
      <Scroller ref={scroller} label="Timeline" className="min-h-0 flex-1" onScroll={onScroll}>
        {failure !== null && <FailureNote failure={failure} className="m-3" />}
        {known === null && failure === null && <QuietLoading text="Reading what happened" className="px-4 py-3" />}
        {known?.next != null && (
          <div className="px-4 py-2">
            <Button size="small" onClick={() => void earlier()}>
              Show earlier
            </Button>
          </div>
        )}
        {known !== null && shown.length === 0 && <p className="px-4 py-6 text-muted">{emptyWords(filter)}</p>}
        {byMinute(shown).map((minute) => (
          <MinuteGroup key={minute.at} minute={minute} tasks={names.tasks} onTask={onTask} />
        ))}
      </Scroller>
      {foot}
    </div>
  )
}

function emptyWords({ what, task }: TimelineFilter): string {
  const whose = task === null ? 'in this run' : 'with this task'
  if (what === 'recovery') return `Nothing has gone wrong ${whose} so far.`
  return what === 'gates' ? `Nothing has been checked ${whose} so far.` : 'Nothing has happened so far.'
}
