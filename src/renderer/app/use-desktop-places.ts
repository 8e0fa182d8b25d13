import { useEffect } from 'react'
import type { DesktopPlace } from '../../shared/contract/desktop.ts'
import { useDesktop } from '../client/desktop.ts'
import { navigate } from '../client/navigation.ts'
import { openOverlay } from '../client/overlays.ts'

/** Goes where the shell asks: a deep link, a notification, a folder dropped on the icon, the menu. */
export function useDesktopPlaces(): void {
  const desktop = useDesktop()
  useEffect(() => {
    if (desktop === null) return
    const abort = new AbortController()
    const follow = async () => {
      for await (const place of await desktop.places(undefined, { signal: abort.signal })) show(place)
    }
    // A shell that has gone is asked again with the next line.
    follow().catch(() => undefined)
    return () => abort.abort()
  }, [desktop])
}

function show(place: DesktopPlace): void {
  switch (place.kind) {
    case 'thread':
      navigate({ screen: 'board', scope: { kind: 'all' }, thread: place.thread, tab: 'conversation' })
      break
    case 'folder':
      openOverlay({ kind: 'open-repository', path: place.path })
      break
    case 'dispatch':
      openOverlay({ kind: 'dispatch', project: null })
      break
    case 'inbox':
    case 'settings':
      navigate({ screen: place.kind })
      break
  }
}
