import { useSyncExternalStore } from 'react'

const query = '(width < 80rem)'

/** Whether the window has no room for two columns of code between the panels. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

function subscribe(changed: () => void): () => void {
  const media = matchMedia(query)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}
