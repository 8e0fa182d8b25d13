import { useEffect, useRef, useState } from 'react'
import { useKept } from '../../client/kept.ts'
import { arrange, nextOf, outOfPlace } from './arrange.ts'
import { type Item, useItems } from './items.ts'

export interface Queue {
  /** In the order shown, which only a person's own wish changes. */
  readonly items: readonly Item[]
  readonly selected: Item | null
  /** How many came while one was looking and stand behind what ranks lower. */
  readonly unranked: number
  readonly select: (key: string) => void
  readonly step: (by: 1 | -1) => void
  /** The next one, and after the last the first. */
  readonly next: () => void
  readonly rank: () => void
  /** Keeps an item where it is until it is let go with null. */
  readonly hold: (item: Item | null) => void
}

/** What waits, as a person works through it. */
export function useQueue(): Queue {
  const waiting = useItems()
  const ranked = waiting.map(({ key }) => key)
  const [order, setOrder] = useState<readonly string[]>(ranked)
  const [held, hold] = useState<Item | null>(null)
  const [chosen, select] = useKept<string>('inbox.selected', '')
  const shown = arrange(order, ranked, held?.key ?? null)
  // Set while rendering, so that no frame shows the old order.
  if (shown !== order) setOrder(shown)
  const present = shown.includes(chosen) ? chosen : nextOf(chosen, order, shown)
  useEffect(() => {
    if (present !== null && present !== chosen) select(present)
  }, [present, chosen, select])
  const byKey = new Map(waiting.map((item) => [item.key, item]))
  if (held !== null && !byKey.has(held.key)) byKey.set(held.key, held)
  const items = shown.flatMap((key) => byKey.get(key) ?? [])
  const at = present === null ? -1 : shown.indexOf(present)
  return {
    items,
    selected: (present === null ? undefined : byKey.get(present)) ?? null,
    unranked: outOfPlace(shown, ranked),
    select,
    step: (by) => select(shown[Math.min(Math.max(at + by, 0), shown.length - 1)] ?? ''),
    next: () => select(nextOf(present, shown, shown) ?? ''),
    rank: () => setOrder(ranked),
    hold,
  }
}

/** Calls back with each item that has gone since the last render, and with what took its place in sight. */
export function useGone(queue: Queue, gone: (item: Item) => void): void {
  const before = useRef<Item | null>(null)
  useEffect(() => {
    const was = before.current
    before.current = queue.selected
    if (was !== null && was.key !== queue.selected?.key && !queue.items.some(({ key }) => key === was.key)) gone(was)
  })
}
