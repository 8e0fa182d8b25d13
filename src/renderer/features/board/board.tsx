import { useMemo, useRef, useState } from 'react'
import { useNow } from '../../client/clock.ts'
import { useKept } from '../../client/kept.ts'
import { currentRoute, navigate } from '../../client/navigation.ts'
import { openOverlay } from '../../client/overlays.ts'
import { useSettings } from '../../client/settings.ts'
import { useHost } from '../../client/store.ts'
import type { Scope, ThreadTab } from '../../lib/route.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { BoardContext, type BoardSlots } from './board-context.ts'
import { BoardHeader } from './board-header.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { type ColumnWidths, rowHeights, usualWidths } from './columns.ts'
import { type Filters, isFiltered, noFilters } from './filters.ts'
import { linesOf } from './lines.ts'
import { type Range, usualRange } from './ranges.ts'
import { foldable, type SectionKind } from './sections.ts'
import { marked as markedOf, type Step, step } from './selection.ts'
import { ThreadGrid } from './thread-grid.tsx'
import { useArrangement } from './use-arrangement.ts'
import { useBoardActions } from './use-board-actions.ts'
import { useBoardView } from './use-board-view.ts'
import { useSeen } from './use-seen.ts'
import { useSelection } from './use-selection.ts'

export interface BoardProps {
  readonly scope: Scope
  /** Open beside the board. */
  readonly thread: string | null
  /** The same all the time. */
  readonly slots: BoardSlots
}

/** Every thread of a scope as one row, by what it needs. */
export function Board({ scope, thread, slots }: BoardProps) {
  const [filters, setFilters] = useKept<FiltersKept>('board.filters', noFilters)
  const [chosen, choose] = useKept<Range | null>('board.range', null)
  const [opened, setOpened] = useKept<readonly string[]>('board.sections', noSections)
  const [widths, setWidths] = useKept<ColumnWidths>('board.columns', usualWidths)
  const [{ density }] = useSettings()
  const [selection, select] = useSelection(thread)
  const [over, setOver] = useState<string | null | undefined>(undefined)
  const [focused, setFocused] = useState(false)
  const grid = useRef<HTMLDivElement>(null)
  const find = useRef<HTMLInputElement>(null)
  const seen = useSeen()
  const view = useBoardView(scope, filters)
  const now = useNow(10_000)
  const range = chosen ?? usualRange(now, view)
  const open = useMemo(() => new Set(opened), [opened])
  const folded = useMemo(() => new Set([...foldable].filter((kind) => !open.has(kind))), [open])
  const { sections, waiting, apply } = useArrangement({
    fresh: view.sections,
    request: JSON.stringify([scope, filters]),
    over,
    focused: focused ? selection.row : null,
    folded,
    exists: (id) => view.known.has(id),
  })
  const rows = useMemo(
    () => linesOf(sections, open).flatMap((line) => (line.kind === 'thread' ? [line.id] : [])),
    [sections, open],
  )
  const marks = useMemo(() => markedOf(rows, selection), [rows, selection])
  const row = selection.row !== null && rows.includes(selection.row) ? selection.row : null
  const axis = useMemo(() => ({ range, oldest: view.oldest, seen }), [range, view.oldest, seen])
  const controls = useMemo(() => ({ open: show, slots }), [slots])
  const move = (to: Step, extend: boolean) => {
    select(step(rows, selection, { to, extend }))
    // From here on the list has the other keys too: Home, Page down, Enter.
    if (document.activeElement === document.body) grid.current?.focus({ preventScroll: true })
  }
  const pick = (id: string, extend: boolean) => {
    select(extend && row !== null ? { row: id, anchor: selection.anchor ?? row } : { row: id, anchor: null })
    if (!extend) show(id, 'conversation')
  }
  const enter = () => {
    if (row !== null && row === thread) document.querySelector<HTMLElement>('[data-thread-panel]')?.focus()
    else if (row !== null) show(row, 'conversation')
  }
  useBoardActions({
    row,
    beside: thread !== null,
    step: move,
    open: enter,
    clear: () => select({ row: null, anchor: null }),
    find: () => find.current?.select(),
  })
  const toggle = (kind: SectionKind) =>
    setOpened(open.has(kind) ? opened.filter((one) => one !== kind) : [...opened, kind])
  const rowHeight = rowHeights[density]
  return (
    <BoardContext value={controls}>
      <div className="@container relative flex min-h-0 min-w-0 flex-1 flex-col">
        <BoardHeader
          {...{ scope, filters, range, find }}
          selected={row}
          agents={view.agents}
          automations={view.automations}
          onFilters={setFilters}
          onRange={choose}
          onWidths={setWidths}
        />
        {sections.length === 0 ? (
          <Nothing
            scope={scope}
            filtered={view.known.size > 0 && isFiltered(filters)}
            onClear={() => setFilters(noFilters)}
          />
        ) : (
          <ThreadGrid
            {...{ grid, sections, waiting, open, selection, axis, rowHeight, widths }}
            marked={new Set(marks)}
            today={scope.kind !== 'run'}
            onWidths={setWidths}
            onApply={apply}
            onToggle={toggle}
            onStep={move}
            onPick={pick}
            onOpen={enter}
            onOver={setOver}
            onFocused={setFocused}
          />
        )}
        <slots.Collisions scope={scope} row={row} />
        {marks.length > 1 && <BulkBar marked={marks} onClear={() => select({ row, anchor: null })} />}
      </div>
    </BoardContext>
  )
}

type FiltersKept = { [Field in keyof Filters]: Filters[Field] }

const noSections: readonly string[] = []

function show(thread: string, tab: ThreadTab): void {
  const route = currentRoute()
  // A task that no thread has begun is shown in its plan.
  const { model } = useHost.getState()
  const task = model.thread.get(thread) === undefined ? model.task.get(thread) : undefined
  if (task !== undefined) navigate({ screen: 'plan', run: task.run })
  else if (route.screen === 'board') navigate({ ...route, thread, tab }, route.thread === null ? 'push' : 'replace')
}

interface NothingProps {
  readonly scope: Scope
  readonly filtered: boolean
  readonly onClear: () => void
}

function Nothing({ scope, filtered, onClear }: NothingProps) {
  if (filtered) {
    return (
      <EmptyState text="No thread matches what you look for.">
        <Button onClick={onClear}>Show all threads</Button>
      </EmptyState>
    )
  }
  const project = scope.kind === 'project' ? scope.project : null
  return (
    <EmptyState text="No threads are live here. Dispatch a task, and watch its agent work in a row of its own.">
      <Button kind="main" keys="n" showKeys onClick={() => openOverlay({ kind: 'dispatch', project })}>
        Dispatch
      </Button>
    </EmptyState>
  )
}
