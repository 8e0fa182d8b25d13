import { currentRoute, navigate } from '../../client/navigation.ts'
import type { ThreadTab } from '../../lib/route.ts'

/** Shows another thread beside the board that is open. */
export function goToThread(thread: string, tab: ThreadTab = 'conversation'): void {
  const route = currentRoute()
  const scope = route.screen === 'board' ? route.scope : { kind: 'all' as const }
  navigate({ screen: 'board', scope, thread, tab })
}
