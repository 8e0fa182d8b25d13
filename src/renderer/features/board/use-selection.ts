import { useEffect, useState } from 'react'
import { useKept } from '../../client/kept.ts'
import { currentRoute, navigate } from '../../client/navigation.ts'
import type { Selection } from './selection.ts'

/** A key that is held down passes rows without opening each. */
const restMs = 90

/**
 * The selected row. It is the thread that is open beside the board, if one is: opening one selects it, and selecting
 * another opens that.
 */
export function useSelection(opened: string | null): [Selection, (selection: Selection) => void] {
  const [keptRow, keepRow] = useKept<string | null>('board.row', null)
  const [selection, setSelection] = useState<Selection>({ row: opened ?? keptRow, anchor: null })
  const [last, setLast] = useState(opened)
  if (last !== opened) {
    setLast(opened)
    if (opened !== null && opened !== selection.row) setSelection({ row: opened, anchor: null })
  }
  const { row, anchor } = selection
  useEffect(() => {
    if (row !== keptRow) keepRow(row)
  }, [row, keptRow, keepRow])
  useEffect(() => {
    // While several are marked, none of them is the one to show.
    if (opened === null || row === null || row === opened || anchor !== null) return
    const timer = setTimeout(() => {
      const route = currentRoute()
      if (route.screen === 'board' && route.thread !== null) navigate({ ...route, thread: row }, 'replace')
    }, restMs)
    return () => clearTimeout(timer)
  }, [opened, row, anchor])
  return [selection, setSelection]
}
