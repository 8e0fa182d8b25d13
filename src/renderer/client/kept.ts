import { useCallback, useSyncExternalStore } from 'react'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { keptValues, onKeptChange } from './kept-host.ts'

/**
 * A value that survives reload and restart, shared by all windows that are opened later: drafts, filters, sizes.
 * `key` is words joined by `/`, `.`, `:`, `-` or `_`; a value may have 256 kB as JSON. Setting null forgets it.
 * What is there isn't checked: whoever changes the shape of a value changes its key.
 */
export function useKept<T extends JsonValue>(key: string, fallback: T): [T, (value: T) => void] {
  const subscribe = useCallback((listener: () => void) => onKeptChange(key, listener), [key])
  const value = useSyncExternalStore(subscribe, () => keptValues.get(key))
  const set = useCallback((next: T) => keptValues.set(key, next), [key])
  return [(value as T | undefined) ?? fallback, set]
}
