import { useEffect, useMemo, useState } from 'react'
import { ask } from '../../client/ask.ts'
import type { HostApi } from '../../client/host-api.ts'
import { useHost } from '../../client/store.ts'

const limit = 50
/** In ms: what changes together is read together. */
const calm = 250

/** Reads the newest rows. It must keep its identity as long as it reads the same. */
export type ReadRows<Row> = (api: HostApi, limit: number) => Promise<{ readonly rows: readonly Row[] }>

/**
 * The newest rows of something, past ones from the store and live ones as they are now. A line that breaks leaves what
 * is live; rows that leave the live model are read again.
 */
export function useFirstPage<Row extends { readonly id: string }>(
  read: ReadRows<Row>,
  live: readonly Row[],
): readonly Row[] {
  const online = useHost((state) => state.api !== null)
  const [rows, setRows] = useState<readonly Row[]>([])
  const present = live.map(({ id }) => id).join(' ')
  const [asked, setAsked] = useState(false)
  useEffect(() => {
    if (!online || present === null) return
    let over = false
    const timer = setTimeout(
      () =>
        void ask((api) => read(api, limit)).then((answer) => {
          if (over) return
          setAsked(true)
          if (answer.ok) setRows(answer.value.rows)
        }),
      asked ? calm : 0,
    )
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [read, online, present, asked])
  return useMemo(() => {
    const all = new Map(rows.map((row) => [row.id, row]))
    for (const row of live) all.set(row.id, row)
    return [...all.values()]
  }, [rows, live])
}
