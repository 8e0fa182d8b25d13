import { useEffect, useRef } from 'react'
import { useKept } from '../../client/kept.ts'
import { arrive, type Seen, stay } from './seen.ts'

const noteEveryMs = 30_000

/** The end of the visit before this one, in ms since the epoch; null on the first. Notes this visit while it lasts. */
export function useSeen(): number | null {
  const [seen, keep] = useKept<Seen | null>('board.seen', null)
  const latest = useRef(seen)
  useEffect(() => {
    latest.current = seen
  })
  useEffect(() => {
    const note = (how: typeof arrive) => {
      latest.current = how(latest.current, Date.now())
      keep(latest.current)
    }
    const turn = () => note(document.visibilityState === 'visible' ? arrive : stay)
    const staying = () => {
      if (document.visibilityState === 'visible') note(stay)
    }
    note(arrive)
    const timer = setInterval(staying, noteEveryMs)
    document.addEventListener('visibilitychange', turn)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', turn)
      staying()
    }
  }, [keep])
  return seen?.before ?? null
}
