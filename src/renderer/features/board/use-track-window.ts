import { useEffect } from 'react'
import { setTickWindow } from '../../client/ticks.ts'
import { setTrackWindow } from '../../client/tracks.ts'
import { useAxis } from './axis-context.ts'

const block = 20
const nothing = { threads: [], since: 0 }

/**
 * Asks for the tracks of the rows in view and of some around them. In blocks, and by large steps of time, so that
 * neither scrolling nor the passing of time asks again and again.
 */
export function useTrackWindow(rows: readonly string[], first: number, last: number): void {
  const { since, now, width } = useAxis()
  const from = Math.max(0, Math.floor(first / block) - 1) * block
  const to = (Math.floor(Math.max(0, last) / block) + 2) * block
  const wanted = width === 0 ? '' : rows.slice(from, to).join(' ')
  const step = Math.max(60_000, 2 ** Math.ceil(Math.log2((now - since) / 16)))
  const begin = Math.max(0, Math.floor(since / step) * step)
  useEffect(() => {
    const window = { threads: wanted === '' ? [] : wanted.split(' '), since: begin }
    setTrackWindow(window)
    setTickWindow(window)
  }, [wanted, begin])
  useEffect(() => () => setTrackWindow(nothing), [])
  useEffect(() => () => setTickWindow(nothing), [])
}
