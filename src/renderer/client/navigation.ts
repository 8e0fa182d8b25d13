import { useSyncExternalStore } from 'react'
import { defaultRoute, formatRoute, parseRoute, type Route } from '../lib/route.ts'

let present: Route = defaultRoute
let presentHash: string | null = null

/** Where the window is; the address holds it, so that reload, back and a second window agree. */
export function currentRoute(): Route {
  if (presentHash !== location.hash) {
    presentHash = location.hash
    present = parseRoute(location.hash) ?? present
  }
  return present
}

/** Goes somewhere. `replace` leaves no step to come back to, for what merely follows a selection. */
export function navigate(route: Route, how: 'push' | 'replace' = 'push'): void {
  const address = formatRoute(route)
  if (address === location.hash) return
  if (how === 'push') history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  window.dispatchEvent(new PopStateEvent('popstate'))
}

/** True when the address already says where to be. */
export function hasRoute(): boolean {
  return parseRoute(location.hash) !== null
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute)
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('popstate', changed)
  window.addEventListener('hashchange', changed)
  return () => {
    window.removeEventListener('popstate', changed)
    window.removeEventListener('hashchange', changed)
  }
}
