import { useEffect } from 'react'
import { useKept } from '../client/kept.ts'
import { hasRoute, navigate, useRoute } from '../client/navigation.ts'
import { formatRoute, parseRoute } from '../lib/route.ts'

/** A window that starts without an address goes where the last one was. */
export function useLastRoute(loaded: boolean): void {
  const route = useRoute()
  const [last, keep] = useKept<string | null>('window.route', null)
  useEffect(() => {
    if (!loaded) return
    if (hasRoute()) keep(formatRoute(route))
    else navigate((last === null ? null : parseRoute(last)) ?? route, 'replace')
  }, [loaded, route, last, keep])
}
