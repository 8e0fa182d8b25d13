import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useNow } from '../../client/clock.ts'
import { begunWords } from '../../lib/begun-by.ts'
import { classNames } from '../../lib/class-names.ts'
import { formatWait } from '../../lib/format-duration.ts'
import { exactTime } from '../../lib/format-time.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { itemWords } from './item-words.ts'
import type { Item } from './items.ts'
import type { Queue } from './use-queue.ts'

export interface ItemListProps {
  readonly queue: Queue
  /** Of the page that shows the selected one. */
  readonly controls: string
  readonly onEnter: () => void
}

/** What waits, two lines each. Arrows choose; Space goes on, Enter goes into the decision. */
export function ItemList({ queue, controls, onEnter }: ItemListProps) {
  const now = useNow(1000)
  const { items, selected } = queue
  const present = useRef<HTMLDivElement>(null)
  const key = selected?.key
  useEffect(() => {
    if (key === undefined) return
    present.current?.scrollIntoView({ block: 'nearest' })
    const { activeElement } = document
    // A decided page takes the focus with it, and another row may have it from before.
    const lost = activeElement === document.body || activeElement?.getAttribute('role') === 'tab'
    if (lost) present.current?.focus({ preventScroll: true })
  }, [key])
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys(queue, onEnter)[event.key]
    if (act === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  }
  return (
    <div role="tablist" aria-label="Waits for you" aria-orientation="vertical" onKeyDown={onKeyDown} tabIndex={-1}>
      {items.map((item) => (
        <Row
          key={item.key}
          item={item}
          now={now}
          ref={item.key === key ? present : undefined}
          selected={item.key === key}
          controls={controls}
          onSelect={() => queue.select(item.key)}
        />
      ))}
    </div>
  )
}

function keys(queue: Queue, onEnter: () => void): Readonly<Record<string, () => void>> {
  return {
    ArrowDown: () => queue.step(1),
    ArrowUp: () => queue.step(-1),
    Home: () => queue.select(queue.items[0]?.key ?? ''),
    End: () => queue.select(queue.items.at(-1)?.key ?? ''),
    ' ': queue.next,
    Enter: onEnter,
  }
}

interface RowProps {
  readonly item: Item
  readonly now: number
  readonly selected: boolean
  readonly controls: string
  readonly ref: React.Ref<HTMLDivElement> | undefined
  readonly onSelect: () => void
}

function Row({ item, now, selected, controls, ref, onSelect }: RowProps) {
  const { glyph, what, detail, exact } = itemWords(item)
  const { since } = item.attention
  const by = item.thread === null ? item.run.automation : item.by
  return (
    <div
      ref={ref}
      role="tab"
      aria-selected={selected}
      aria-controls={selected ? controls : undefined}
      tabIndex={selected ? 0 : -1}
      onClick={onSelect}
      onKeyDown={undefined}
      className={classNames(
        'grid grid-cols-[20px_minmax(0,1fr)_auto] items-baseline gap-x-2 gap-y-px border-b border-l-[3px] border-b-soft py-[9px] pr-3.5 pl-3 -outline-offset-2 select-none',
        selected ? 'border-l-focus bg-selected' : 'border-l-transparent hover:bg-soft',
      )}
    >
      <Glyph kind={glyph} name="" />
      <span className="truncate">{what}</span>
      <time
        title={`Since ${exactTime(since)}`}
        className={classNames('text-12', selected ? 'text-muted' : 'text-faint')}
      >
        <span className="sr-only">waits </span>
        {formatWait(Math.max(0, now - since))}
      </time>
      <span className="col-start-2 flex min-w-0 items-baseline gap-1 text-12 text-muted">
        <span className={classNames('truncate', exact && 'font-mono')}>{detail}</span>
        {by !== undefined && <span className="max-w-[60%] shrink-0 truncate">{`· ${begunWords(by)}`}</span>}
      </span>
    </div>
  )
}
