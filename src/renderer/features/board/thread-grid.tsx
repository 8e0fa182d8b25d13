import { defaultRangeExtractor, type Range as LineRange, useVirtualizer } from '@tanstack/react-virtual'
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { classNames } from '../../lib/class-names.ts'
import { AxisContext, type AxisSettings } from './axis-context.ts'
import { AxisRow } from './axis-row.tsx'
import { axisHeight, type ColumnWidths, columnStyle, sectionHeight } from './columns.ts'
import { gridRole, groupRole } from './grid-roles.ts'
import { type Line, lineId, linesOf } from './lines.ts'
import { PeerMessages } from './peer-messages.tsx'
import { SectionLine } from './section-line.tsx'
import { type Section, type SectionKind, sectionKey } from './sections.ts'
import type { Selection, Step } from './selection.ts'
import { ThreadRow } from './thread-row.tsx'
import { useTrackWindow } from './use-track-window.ts'

export interface ThreadGridProps {
  readonly grid: RefObject<HTMLDivElement | null>
  readonly sections: readonly Section[]
  readonly waiting: readonly string[]
  readonly open: ReadonlySet<string>
  readonly selection: Selection
  readonly marked: ReadonlySet<string>
  readonly axis: Omit<AxisSettings, 'width'>
  readonly rowHeight: number
  readonly widths: ColumnWidths
  /** Whether only today's landed threads are shown. */
  readonly today: boolean
  readonly onWidths: (widths: ColumnWidths) => void
  readonly onApply: () => void
  readonly onToggle: (kind: SectionKind) => void
  readonly onStep: (to: Step, extend: boolean) => void
  readonly onPick: (thread: string, extend: boolean) => void
  readonly onOpen: () => void
  /** Undefined when the pointer leaves. */
  readonly onOver: (section: string | null | undefined) => void
  readonly onFocused: (focused: boolean) => void
}

const steps: Readonly<Record<string, Step>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
  PageDown: 'page-down',
  PageUp: 'page-up',
}

/** What the bar of marked rows lies over, in px. */
const barRoom = 56

/** The rows with their clock. Only those in view, and the selected one, are in the page. */
export function ThreadGrid(props: ThreadGridProps) {
  const { grid, sections, open, selection, marked, axis, rowHeight, widths, onWidths } = props
  const lines = useMemo(() => linesOf(sections, open), [sections, open])
  const [{ left, width }, trackRef] = useExtent()
  const covered = marked.size > 1 ? barRoom : 0
  const active = lines.findIndex((line) => line.kind === 'thread' && line.id === selection.row)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => grid.current,
    estimateSize: (index) => (lines[index]?.kind === 'thread' ? rowHeight : sectionHeight),
    getItemKey: (index) => keyOf(lines[index], index),
    overscan: 8,
    scrollMargin: axisHeight,
    scrollPaddingStart: axisHeight,
    scrollPaddingEnd: covered,
    rangeExtractor: (range) => withActive(range, active),
  })
  const latest = useRef(active)
  useEffect(() => {
    latest.current = active
  })
  // A selection that moves is followed; a selected row that moves by itself is not.
  const { row } = selection
  useEffect(() => {
    if (row !== null && latest.current >= 0) virtual.scrollToIndex(latest.current)
  }, [row, virtual])
  const shown = virtual.getVirtualItems()
  const press = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const to = steps[event.key]
    if (to === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (to === undefined) props.onOpen()
    else props.onStep(to, event.shiftKey)
  }
  const events = {
    onKeyDown: press,
    onPointerMove: (event: PointerEvent) => event.pointerType === 'mouse' && props.onOver(sectionUnder(event)),
    onPointerLeave: () => props.onOver(undefined),
    onFocus: () => props.onFocused(true),
    onBlur: () => props.onFocused(false),
    onClick: (event: MouseEvent) => pick(event, props.onPick),
  }
  const settings = useMemo(() => ({ ...axis, width }), [axis, width])
  return (
    <AxisContext value={settings}>
      <TrackWindow lines={lines} first={shown[0]?.index ?? 0} last={shown.at(-1)?.index ?? 0} />
      <div
        {...gridRole({ lines: lines.length, active: active >= 0 && row !== null ? lineId(row) : undefined })}
        ref={grid}
        className={classNames(
          'group/grid relative min-h-0 flex-1 overflow-x-hidden overflow-y-auto -outline-offset-2',
          // The selected row shows the focus, where there is one.
          active !== -1 && 'outline-none',
        )}
        style={columnStyle(widths) as CSSProperties}
        {...events}
      >
        <div {...groupRole} className="sticky top-0 z-10">
          <AxisRow {...{ widths, onWidths, trackRef }} waiting={props.waiting} onApply={props.onApply} />
        </div>
        <div {...groupRole} className="relative" style={{ height: virtual.getTotalSize() + covered }}>
          {shown.map(({ key, index, start }) => {
            const line = lines[index]
            if (line === undefined) return null
            const place = { index: index + 2, top: start - axisHeight }
            return line.kind === 'section' ? (
              <SectionLine
                key={key}
                {...place}
                section={line.section}
                open={line.open}
                today={props.today}
                onToggle={() => props.onToggle(line.section.kind)}
              />
            ) : (
              <ThreadRow
                key={key}
                {...place}
                id={line.id}
                section={line.section}
                height={rowHeight}
                selected={line.id === selection.row}
                marked={marked.has(line.id)}
              />
            )
          })}
          <PeerMessages selected={row} {...{ lines, left, rowHeight, places: virtual.measurementsCache }} />
        </div>
      </div>
    </AxisContext>
  )
}

/** Follows the clock by itself, so that the grid doesn't. */
function TrackWindow({ lines, first, last }: { lines: readonly Line[]; first: number; last: number }) {
  const rows = useMemo(() => lines.map((line) => (line.kind === 'thread' ? line.id : null)), [lines])
  const before = rows.slice(0, first).filter((id) => id !== null).length
  const within = rows.slice(first, last + 1).filter((id) => id !== null).length
  const ids = useMemo(() => rows.filter((id) => id !== null), [rows])
  useTrackWindow(ids, before, before + within)
  return null
}

/** Where an element begins and how wide it is, in px; 0 wide while it isn't drawn. */
function useExtent(): [typeof nowhere, (element: HTMLElement | null) => void] {
  const [extent, setExtent] = useState(nowhere)
  const [element, setElement] = useState<HTMLElement | null>(null)
  useEffect(() => {
    if (element === null) return
    const observer = new ResizeObserver(() => setExtent({ left: element.offsetLeft, width: element.clientWidth }))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return [extent, setElement]
}

const nowhere = { left: 0, width: 0 }

function keyOf(line: Line | undefined, index: number): string | number {
  if (line === undefined) return index
  return line.kind === 'section' ? `section ${sectionKey(line.section)}` : line.id
}

function withActive(range: LineRange, active: number): number[] {
  const indexes = defaultRangeExtractor(range)
  if (active < 0 || indexes.includes(active)) return indexes
  return [...indexes, active].sort((one, other) => one - other)
}

function sectionUnder({ target }: PointerEvent): string | null {
  const under = target instanceof Element ? target.closest<HTMLElement>('[data-section]') : null
  return under?.dataset.section ?? null
}

function pick({ target, shiftKey }: MouseEvent, onPick: ThreadGridProps['onPick']): void {
  if (!(target instanceof Element) || target.closest('button, a') !== null) return
  const thread = target.closest<HTMLElement>('[data-thread]')?.dataset.thread
  if (thread !== undefined) onPick(thread, shiftKey)
}
