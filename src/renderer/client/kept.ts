import { useCallback, useSyncExternalStore } from 'react'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { keptValues, onKeptChange } from './kept-host.ts'

/** Forgets a value that was used up, unless something else was written meanwhile. */
export function forgetKept(key: string, used: JsonValue): void {
  if (keptValues.get(key) === used) keptValues.set(key, null)
}

/**
 * A value that survives reload and restart, shared by all windows that are opened later: drafts (by those that are open, too), filters, sizes.
 * `key` is words joined by `/`, `.`, `:`, `-` or `_`; a value may have 256 kB as JSON. Setting null forgets it.
 * What is there isn't checked: whoever changes the shape of a value changes its key.
 */
export function useKept<T extends JsonValue>(key: string, fallback: T): [T, (value: T) => void] {
  const subscribe = useCallback((listener: () => void) => onKeptChange(key, listener), [key])
  const value = useSyncExternalStore(subscribe, () => keptValues.get(key))
  const set = useCallback((next: T) => keptValues.set(key, next), [key])
  return [(value as T | undefined) ?? fallback, set]
}
