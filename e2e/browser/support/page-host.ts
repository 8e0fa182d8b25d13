import { systemClock } from '../../../src/main/adapters/clock/system-clock.ts'
import { serveWebSocket, type WebServer } from '../../../src/main/gateway/serve-web-socket.ts'
import {
  dispatchOf,
  type HostFixture,
  type HostFixtureOptions,
  hostFixture,
  threadId,
} from '../../../src/main/gateway/testing/host-fixture.ts'
import type { RequestId } from '../../../src/shared/kernel/ids.ts'

export interface PageHost {
  readonly fixture: HostFixture
  link(): string
  /** Ends the server and serves the same host again, on the same port. */
  interrupt(): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** A host without agents, whose threads do what the test reports of them. */
export async function startPageHost(
  page: string,
  hostToken = 'token',
  options: Partial<Pick<HostFixtureOptions, 'automations' | 'clock' | 'pool'>> = {},
): Promise<PageHost> {
  const fixture = await hostFixture({ clock: systemClock, pool: 1, ...options })
  const problems: string[] = []
  const serve = async (port: number): Promise<WebServer> => {
    const problem = (message: string) => void problems.push(message)
    const served = await serveWebSocket(fixture.gateway, { host: '127.0.0.1', port, hostToken, page, problem })
    if (!served.ok) throw new Error(served.error.message)
    return served.value
  }
  let server = await serve(0)
  return {
    fixture,
    link: () => server.link(),
    interrupt: async () => {
      await server.close()
      return async () => {
        server = await serve(server.port)
      }
    },
    close: async () => {
      await server.close()
      await fixture.scope.close()
      if (problems.length > 0) throw new Error(problems.join('\n'))
    },
  }
}

/** A thread in its first turn. */
export async function startTurn({ report, submit }: HostFixture, name: string): Promise<void> {
  const thread = threadId(name)
  await submit(dispatchOf(name))
  const place = { folder: '/w', ledger: '/l', branch: `sy/${name}`, base: 'a'.repeat(40) }
  await report({ type: 'worktree.report-created', payload: { thread, place, notices: [] } })
  await report({ type: 'session.report-opened', payload: { thread, generation: 1, session: 's1' } })
  await report({ type: 'turn.report-started', payload: { thread, generation: 1 } })
}

export async function askPermission({ report }: HostFixture, name: string, detail: string): Promise<void> {
  const request = {
    id: 'request-1' as RequestId,
    title: 'Run a command',
    detail,
    kind: 'execute',
    toolCall: null,
    options: [
      { id: 'yes', kind: 'allow-once', name: 'Yes' },
      { id: 'no', kind: 'deny-once', name: 'No' },
    ],
  } as const
  await report({ type: 'permission.ask', payload: { thread: threadId(name), generation: 1, request } })
}

export async function endTurn({ report }: HostFixture, name: string): Promise<void> {
  const thread = threadId(name)
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  await report({ type: 'turn.report-ended', payload: { thread, generation: 1, outcome } })
  const checkpoint = {
    commit: 'b'.repeat(40),
    tree: 'c'.repeat(40),
    files: 2,
    additions: 3,
    deletions: 1,
    omitted: 0,
  }
  await report({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}
