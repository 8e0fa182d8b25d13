import { useEffect } from 'react'
import { openOverlay, overlayOpen } from '../../client/overlays.ts'
import { noteLeft, takeReturn } from './last-seen.ts'

/** Tells a person who was away what happened, once they are back. */
export function useReturn(loaded: boolean): void {
  useEffect(() => {
    if (!loaded) return
    const look = () => {
      if (document.visibilityState === 'hidden') return noteLeft(Date.now())
      const since = takeReturn(Date.now())
      // What is being written is not covered; the palette has the digest.
      if (since !== null && !overlayOpen()) openOverlay({ kind: 'digest', since })
    }
    if (document.visibilityState === 'visible') look()
    const leave = () => noteLeft(Date.now())
    document.addEventListener('visibilitychange', look)
    addEventListener('pagehide', leave)
    return () => {
      document.removeEventListener('visibilitychange', look)
      removeEventListener('pagehide', leave)
    }
  }, [loaded])
}
