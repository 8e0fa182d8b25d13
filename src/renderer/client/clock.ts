import { useCallback, useSyncExternalStore } from 'react'
import { SharedClock } from './page/shared-clock.ts'

const clock = new SharedClock()

if (typeof document !== 'undefined') {
  document.addEventListener('visibilitychange', () => clock.setHidden(document.visibilityState === 'hidden'))
}

/**
 * The present in milliseconds since the epoch, renewed every so many milliseconds for all who ask for the same.
 * Stands still while the page is hidden.
 */
export function useNow(everyMs: number): number {
  const subscribe = useCallback((listener: () => void) => clock.subscribe(everyMs, listener), [everyMs])
  return useSyncExternalStore(subscribe, () => clock.now(everyMs))
}
