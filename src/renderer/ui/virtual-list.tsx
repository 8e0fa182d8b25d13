import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { Scroller } from './scroller.tsx'
import { useStickToEnd } from './use-stick-to-end.ts'

export interface VirtualListHandle {
  readonly scrollTo: (index: number) => void
  readonly scrollToEnd: () => void
}

export interface VirtualListProps<Item> {
  readonly label: string
  readonly items: readonly Item[]
  /** The same for the same item for as long as it is in the list. */
  readonly keyOf: (item: Item) => string
  readonly render: (item: Item, index: number) => ReactNode
  /** The height of a row in px, as near as can be known before it is drawn. */
  readonly estimate: number | ((item: Item) => number)
  /** Kept in view when it changes. */
  readonly active?: number | undefined
  /** A conversation: opens at its end, follows it only while there, and stays put when earlier rows come. */
  readonly fromEnd?: boolean | undefined
  /** Called when the first rows come into view. */
  readonly onStart?: (() => void) | undefined
  readonly ref?: Ref<VirtualListHandle> | undefined
  readonly className?: string | undefined
}

/** A long list of which only what is in view is drawn. Rows may differ in height and change it. */
export function VirtualList<Item>(props: VirtualListProps<Item>) {
  const { label, items, keyOf, render, estimate, active, fromEnd = false, onStart, ref, className } = props
  const scroller = useRef<HTMLElement>(null)
  const at = (index: number) => items[index]
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => {
      const item = at(index)
      return typeof estimate === 'number' || item === undefined ? Number(estimate) || 28 : estimate(item)
    },
    getItemKey: (index) => {
      const item = at(index)
      return item === undefined ? index : keyOf(item)
    },
    overscan: 8,
    ...(fromEnd ? { anchorTo: 'end', followOnAppend: true, scrollEndThreshold: 24 } : {}),
  })
  useImperativeHandle(ref, () => ({
    scrollTo: (index) => virtual.scrollToIndex(index),
    scrollToEnd: () => virtual.scrollToEnd(),
  }))
  useEffect(() => {
    if (active !== undefined && active >= 0) virtual.scrollToIndex(active)
  }, [active, virtual])
  const height = virtual.getTotalSize()
  useStickToEnd(scroller, height, fromEnd)
  const shown = virtual.getVirtualItems()
  const first = shown[0]?.index
  useEffect(() => {
    if (first === 0) onStart?.()
  }, [first, onStart])
  return (
    <Scroller ref={scroller} label={label} className={className}>
      <ul className="relative w-full" style={{ height }}>
        {shown.map(({ key, index, start }) => {
          const item = at(index)
          if (item === undefined) return null
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="absolute top-0 left-0 w-full"
              style={{ transform: `translateY(${start}px)` }}
            >
              {render(item, index)}
            </li>
          )
        })}
      </ul>
    </Scroller>
  )
}
