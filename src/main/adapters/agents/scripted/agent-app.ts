import {
  type AgentApp,
  type AgentContext,
  agent,
  type InitializeResponse,
  type McpServer,
  PROTOCOL_VERSION,
  RequestError,
} from '@agentclientprotocol/sdk'
import type { Result } from '../../../../shared/kernel/result.ts'
import type { AgentHost } from './agent-host.ts'
import { replayUpdates } from './replay.ts'
import { runTurn } from './run-turn.ts'
import type { Session } from './session.ts'
import { choose, configOptions, modeState } from './session-options.ts'
import { Sessions } from './sessions.ts'
import type { ClientLink } from './turn.ts'

export interface ScriptedAgent {
  readonly app: AgentApp
  /** Ends every session's turn and processes. */
  close(): Promise<void>
}

const PAGE = 500

/** Of what the agent offers, not of the product it ships with. */
export const VERSION = '1.0.0'

/** The agent on the official SDK's agent side; connect `app` to a stream or to a client in the same process. */
export function scriptedAgent(host: AgentHost): ScriptedAgent {
  const sessions = new Sessions(host.stateFolder, host.seed)
  const app = agent({ name: 'switchyard-scripted' })
    .onRequest('initialize', () => initialized())
    .onRequest('authenticate', () => ({}))
    .onRequest('session/new', async ({ params }) => {
      const session = unwrap(await sessions.create({ cwd: params.cwd, servers: params.mcpServers }))
      return { sessionId: session.id, ...options(session) }
    })
    .onRequest('session/load', async ({ params, client }) => {
      const place = { cwd: params.cwd, servers: params.mcpServers }
      const { session, records } = unwrap(await sessions.load(params.sessionId, place))
      const link = clientLink(client, session.id)
      for (const update of replayUpdates(records)) await link.update(update)
      return options(session)
    })
    .onRequest('session/fork', readForkRequest, async ({ params }) => {
      const session = unwrap(await sessions.fork(params.sessionId, { cwd: params.cwd, servers: params.mcpServers }))
      return { sessionId: session.id, ...options(session) }
    })
    .onRequest('session/list', ({ params }) => listPage(sessions, params))
    .onRequest('session/close', async ({ params }) => {
      if (!(await sessions.close(params.sessionId))) throw RequestError.sessionNotFound(params.sessionId)
      return {}
    })
    .onRequest('session/prompt', async ({ params, client, signal }) => {
      const session = unwrap(sessions.find(params.sessionId))
      const link = clientLink(client, session.id)
      return unwrap(
        await session.inTurn(signal, (turn) => runTurn(params, { session, client: link, host, signal: turn })),
      )
    })
    .onNotification('session/cancel', ({ params }) => {
      const session = sessions.find(params.sessionId)
      if (session.ok) session.value.cancel()
    })
  addOptionHandlers(app, sessions)
  return { app, close: () => sessions.closeAll() }
}

/** Expected failures end here, at the protocol's edge: the SDK answers a thrown RequestError as it is. */
function unwrap<T>(result: Result<T, RequestError>): T {
  if (result.ok) return result.value
  throw result.error
}

function initialized(): InitializeResponse {
  // `fork` is not in the stable schema yet; the clients that know it read it from here.
  const sessionCapabilities = { list: {}, close: {}, fork: {} }
  return {
    protocolVersion: PROTOCOL_VERSION,
    agentInfo: { name: 'switchyard-scripted', title: 'Scripted: follows your steps, no model', version: VERSION },
    agentCapabilities: {
      loadSession: true,
      promptCapabilities: { image: true, audio: false, embeddedContext: true },
      mcpCapabilities: { http: true, sse: false },
      sessionCapabilities,
    },
    authMethods: [],
  }
}

function options(session: Session) {
  return { modes: modeState(session.choices), configOptions: configOptions(session.choices) }
}

function addOptionHandlers(app: AgentApp, sessions: Sessions): void {
  app.onRequest('session/set_mode', async ({ params, client }) => {
    const session = unwrap(sessions.find(params.sessionId))
    setOption(session, 'mode', params.modeId)
    await clientLink(client, session.id).update({
      sessionUpdate: 'config_option_update',
      configOptions: configOptions(session.choices),
    })
    return {}
  })
  app.onRequest('session/set_config_option', async ({ params, client }) => {
    const session = unwrap(sessions.find(params.sessionId))
    const before = session.choices.mode
    setOption(session, params.configId, params.value)
    const { mode } = session.choices
    if (mode !== before) {
      await clientLink(client, session.id).update({ sessionUpdate: 'current_mode_update', currentModeId: mode })
    }
    return { configOptions: configOptions(session.choices) }
  })
}

function setOption(session: Session, option: string, value: unknown): void {
  const choices = choose(session.choices, option, value)
  if (choices === null) {
    throw RequestError.invalidParams({ option, value }, `this session has no ${option} ${String(value)}`)
  }
  session.record({ kind: 'chose', ...choices })
}

function clientLink(client: AgentContext, sessionId: string): ClientLink {
  return {
    update: (update) => client.notify('session/update', { sessionId, update }),
    requestPermission: async (toolCall, options) => {
      const { outcome } = await client.request('session/request_permission', { sessionId, toolCall, options })
      return outcome.outcome === 'selected' ? outcome.optionId : null
    },
  }
}

function listPage(
  sessions: Sessions,
  { cwd, cursor }: { readonly cwd?: string | null; readonly cursor?: string | null },
) {
  const from = cursor ? Number(cursor) : 0
  const found = sessions.list().filter((session) => !cwd || session.cwd === cwd)
  const page = found.slice(from, from + PAGE).map(({ id, ...rest }) => ({ sessionId: id, ...rest }))
  return { sessions: page, ...(from + PAGE < found.length ? { nextCursor: String(from + PAGE) } : {}) }
}

interface ForkRequest {
  readonly sessionId: string
  readonly cwd: string
  readonly mcpServers: readonly McpServer[]
}

function readForkRequest(params: unknown): ForkRequest {
  const { sessionId, cwd, mcpServers } = (params ?? {}) as Record<string, unknown>
  if (typeof sessionId !== 'string' || typeof cwd !== 'string') {
    throw RequestError.invalidParams(undefined, 'session/fork needs sessionId and cwd')
  }
  return { sessionId, cwd, mcpServers: Array.isArray(mcpServers) ? (mcpServers as McpServer[]) : [] }
}
