import { memo } from 'react'
import { newestLanding } from '../../../shared/domain/landing/queries.ts'
import type { Landing } from '../../../shared/domain/landing/state.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Recovery } from '../../../shared/domain/recovery/state.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import type { ProvenWords } from '../../../shared/domain/verification/queries.ts'
import { provenWords } from '../../../shared/domain/verification/queries.ts'
import { useAgents } from '../../client/agents.ts'
import { useNow } from '../../client/clock.ts'
import { useModel, useThread } from '../../client/model-hooks.ts'
import { begunBy, begunWords, ownTitle } from '../../lib/begun-by.ts'
import { behindWords } from '../../lib/behind-words.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatDuration, formatWait } from '../../lib/format-duration.ts'
import { formatCost } from '../../lib/format-number.ts'
import { agentName, nowLine } from '../../lib/thread-words.ts'
import { troubleLine } from '../../lib/trouble-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Glyph, type GlyphKind } from '../../ui/glyph.tsx'
import { LineCount } from '../../ui/line-count.tsx'
import { columns, spendCell, trackCell } from './columns.ts'
import { cellRole, rowHeaderRole, rowRole } from './grid-roles.ts'
import { lineId } from './lines.ts'
import { RowButton } from './row-button.tsx'
import { TaskCells } from './task-row.tsx'
import { TrackCell } from './track-cell.tsx'
import { waitsSince } from './waits.ts'

export interface ThreadRowProps {
  readonly id: string
  readonly section: string
  /** Of all lines, from 1. */
  readonly index: number
  /** In px from the first line. */
  readonly top: number
  readonly height: number
  readonly selected: boolean
  readonly marked: boolean
}

/** One thread. Draws itself again when the thread changes, whatever else does. */
export const ThreadRow = memo(function ThreadRow(props: ThreadRowProps) {
  const { id, section, index, top, height, selected, marked } = props
  const thread = useThread(id)
  const landing = useModel((model) => (mayHaveLanding(model.thread.get(id)) ? newestLanding(model, id) : undefined))
  return (
    <div
      {...rowRole(index, marked)}
      id={lineId(id)}
      data-thread={id}
      data-section={section}
      style={{ top, height }}
      className={classNames(
        columns,
        'group/row absolute inset-x-0 border-b border-soft whitespace-nowrap',
        marked ? 'bg-selected' : 'hover:bg-section',
        selected &&
          'shadow-[inset_2px_0_var(--focus)] group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus',
      )}
    >
      {thread === undefined ? (
        <TaskCells id={id} />
      ) : (
        <Cells thread={thread} landing={landing} height={height} selected={selected} />
      )}
    </div>
  )
})

interface CellsProps {
  readonly thread: Thread
  readonly landing: Landing | undefined
  readonly height: number
  readonly selected: boolean
}

function Cells({ thread, landing, height, selected }: CellsProps) {
  const agents = useAgents()
  const { id } = thread
  const proof = useModel((model) => proofOf(model, id))
  const recovery = useModel((model) => dueRecovery(model, id))
  const behind = useModel((model) => (waitsAtRest(thread) ? behindWords(model, thread) : null))
  const { text, code } = behind === null ? nowLine(thread, landing, proof) : { text: behind, code: null }
  const candidate = useModel((model) => candidateOf(model, id))
  const agent = agentName(thread.agent, agents)
  const by = useModel((model) => begunBy(model, thread.run))
  const begun = by === undefined ? '' : begunWords(by)
  const title = visibleLine(ownTitle(thread.title, by))
  const { checkpoint, usage } = thread
  return (
    <>
      <span {...cellRole} className="flex">
        <Glyph kind={recovery === undefined ? glyphOf(thread, landing) : 'error'} />
      </span>
      {/* The agent's name wraps out of sight where there is no room for all of it: half a name says nothing. */}
      <span
        {...rowHeaderRole}
        className="flex h-[1.4em] flex-wrap items-baseline gap-x-1.5 overflow-hidden"
        title={[title, candidate, agent, begun].filter((one) => one !== '').join(' · ')}
      >
        <span className="flex max-w-full items-baseline gap-x-1.5">
          <b className="truncate font-medium">{title}</b>
          {begun !== '' && <span className="shrink-0 text-12 text-muted">auto</span>}
          {candidate !== '' && <span className="shrink-0 text-12 text-muted">{candidate}</span>}
        </span>
        <span className="text-12 text-faint group-aria-selected/row:text-muted">
          {begun === '' ? agent : `${agent}, ${begun}`}
        </span>
      </span>
      <span {...cellRole} className="truncate text-muted" title={code === null ? text : `${text} ${code}`}>
        {recovery === undefined ? text : <Trouble recovery={recovery} />}
        {code !== null && recovery === undefined && <code className="ml-1 font-mono text-12 text-text">{code}</code>}
      </span>
      <span {...cellRole} className={classNames(trackCell, 'h-full overflow-hidden')}>
        <TrackCell thread={thread.id} height={height - 1} recovering={recovery !== undefined} />
      </span>
      <span {...cellRole} className="text-right text-12">
        {checkpoint !== null && <LineCount added={checkpoint.additions} removed={checkpoint.deletions} />}
      </span>
      <span {...cellRole} className={classNames(spendCell, 'text-right text-12 text-muted')}>
        {usage?.cost != null && formatCost(usage.cost)}
      </span>
      <span {...cellRole} className="text-right text-12 text-muted">
        <Waits since={recovery === undefined && thread.role === undefined ? waitsSince(thread) : null} />
      </span>
      <span {...cellRole} className="flex justify-end">
        <RowButton thread={thread} landing={landing} selected={selected} recovering={recovery !== undefined} />
      </span>
    </>
  )
}

/** Neither at work nor ended: what it waits for is what there is to say. */
function waitsAtRest({ state }: Thread): boolean {
  return state.kind === 'queued' || state.kind === 'ready'
}

/** Counts down to what recovery does next. */
function Trouble({ recovery }: { readonly recovery: Recovery }) {
  const now = useNow(1000)
  return troubleLine(recovery, now)
}

function dueRecovery(model: Model, id: string): Recovery | undefined {
  const recovery = model.recovery.get(id)
  return recovery === undefined || recovery.next === null ? undefined : recovery
}

/** '2 of 3': others try the same task, under the same title. */
function candidateOf(model: Model, id: string): string {
  const task = model.task.get(model.thread.get(id)?.task ?? '')
  if (task === undefined || task.candidates < 2) return ''
  const at = task.threads.findIndex(({ thread }) => thread === id)
  return at === -1 ? '' : `${at + 1} of ${Math.max(task.candidates, task.threads.length)}`
}

/** Only where a row says something of it. */
function proofOf(model: Model, id: string): ProvenWords | undefined {
  const thread = model.thread.get(id)
  const kind = thread?.state.kind
  return thread !== undefined && (kind === 'ready' || kind === 'verifying') ? provenWords(model, thread) : undefined
}

function Waits({ since }: { readonly since: number | null }) {
  const now = useNow(5000)
  if (since === null) return null
  const waited = Math.max(0, now - since)
  return <span title={`Waits for you for ${formatDuration(waited)}`}>{formatWait(waited)}</span>
}

function mayHaveLanding(thread: Thread | undefined): boolean {
  const kind = thread?.state.kind
  return kind === 'ready' || kind === 'landing' || kind === 'landed'
}

function glyphOf({ state, activity }: Thread, landing: Landing | undefined): GlyphKind {
  switch (state.kind) {
    case 'needs-you':
    case 'parked':
      return 'you'
    case 'ready':
      return landing?.state.kind === 'refused' ? 'error' : 'ok'
    case 'queued':
      return 'wait'
    case 'running':
      return activity?.silentSince === undefined ? 'work' : 'error'
    case 'preparing':
    case 'verifying':
    case 'landing':
      return 'work'
    case 'landed':
      return landing?.undoRefused == null ? 'done' : 'error'
    case 'discarded':
      return 'stopped'
  }
}
