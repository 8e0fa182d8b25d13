import type { LinkStatus } from '../client/store.ts'
import { useHost } from '../client/store.ts'
import { Board } from '../features/board/board.tsx'

/** The whole page: how the line to the host is, and the threads. */
export function App() {
  const status = useHost((state) => state.status)
  return (
    <>
      <header>
        <h1>Switchyard</h1>
        <p role="status" className={`status ${status.kind}`}>
          {statusText(status)}
        </p>
      </header>
      <main>
        <Board />
      </main>
    </>
  )
}

function statusText(status: LinkStatus): string {
  switch (status.kind) {
    case 'connecting':
      return 'Connecting to the host …'
    case 'online':
      return status.readOnly === null ? 'Connected' : `Read-only: ${status.readOnly.message} ${status.readOnly.remedy}`
    case 'offline':
      return 'Not connected. What you see may be old; trying again …'
    case 'ended':
      return `${status.failure.message} ${status.failure.remedy}`
  }
}
