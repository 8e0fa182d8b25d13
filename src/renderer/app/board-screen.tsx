import { Suspense } from 'react'
import { navigate } from '../client/navigation.ts'
import { Board } from '../features/board/board.tsx'
import { ThreadPanel } from '../features/thread/thread-panel.tsx'
import type { Route } from '../lib/route.ts'
import { FaultBoundary } from './fault-boundary.tsx'
import { ChangesSlot, PermissionSlot, TerminalSlot } from './slots.tsx'

type BoardRoute = Extract<Route, { screen: 'board' }>

/** The board, and beside it the thread that is open. Below the beside breakpoint the thread lies over the board. */
export function BoardScreen({ route }: { readonly route: BoardRoute }) {
  return (
    <div className="relative flex min-h-0 flex-1">
      <Board scope={route.scope} thread={route.thread} />
      {route.thread !== null && (
        <FaultBoundary part="This thread" resetKey={`${route.thread} ${route.tab}`}>
          <Suspense fallback={null}>
            <ThreadPanel
              key={route.thread}
              thread={route.thread}
              tab={route.tab}
              onTab={(tab) => navigate({ ...route, tab }, 'replace')}
              onClose={() => navigate({ ...route, thread: null, tab: 'conversation' })}
              Permission={PermissionSlot}
              Changes={ChangesSlot}
              Terminal={TerminalSlot}
            />
          </Suspense>
        </FaultBoundary>
      )}
    </div>
  )
}
