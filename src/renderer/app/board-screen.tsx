import { Suspense, useEffect } from 'react'
import { navigate } from '../client/navigation.ts'
import { Board } from '../features/board/board.tsx'
import type { ThreadPanelProps } from '../features/thread/thread-panel.tsx'
import type { Route } from '../lib/route.ts'
import { preloadMarkdown } from '../ui/markdown.tsx'
import { preloadable } from '../ui/preloadable.tsx'
import { FaultBoundary } from './fault-boundary.tsx'
import {
  BehindSlot,
  boardSlots,
  ChangesSlot,
  ChecksSlot,
  PeersSlot,
  PermissionSlot,
  RecoverySlot,
  TerminalSlot,
} from './slots.tsx'

type BoardRoute = Extract<Route, { screen: 'board' }>

const { Component: ThreadPanel, preload: preloadPanel } = preloadable<ThreadPanelProps>(
  async () => (await import('../features/thread/thread-panel.tsx')).ThreadPanel,
)

/** In ms after the board is drawn: what is likely to be opened next comes after what was asked for. */
const preloadAfter = 300

/** The board, and beside it the thread that is open. Below the beside breakpoint the thread lies over the board. */
export function BoardScreen({ route }: { readonly route: BoardRoute }) {
  useEffect(() => {
    const timer = setTimeout(() => {
      preloadPanel()
      preloadMarkdown()
    }, preloadAfter)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="relative flex min-h-0 flex-1">
      <Board scope={route.scope} thread={route.thread} slots={boardSlots} />
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
              Checks={ChecksSlot}
              Peers={PeersSlot}
              Behind={BehindSlot}
              Recovery={RecoverySlot}
            />
          </Suspense>
        </FaultBoundary>
      )}
    </div>
  )
}
