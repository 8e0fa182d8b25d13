import { type InitializeResponse, methods, PROTOCOL_VERSION } from '@agentclientprotocol/sdk'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { AgentFailure, SessionRequest } from '../../../ports/agent.ts'
import type { AgentProcess } from './agent-process.ts'
import { type Choices, readChoices } from './choices.ts'
import type { Conversation } from './conversation.ts'
import { agentDied, initializeFailed, initializeTimeout, sessionFailed, sessionRefused } from './failures.ts'
import type { AcpDriverOptions } from './options.ts'
import { asObject, asString } from './raw.ts'
import type { Reply } from './reply.ts'
import { toolServers } from './tool-servers.ts'
import { settledWithin } from './within.ts'

export interface Handshake {
  readonly options: AcpDriverOptions
  readonly request: SessionRequest
  readonly agent: AgentProcess
  readonly conversation: Conversation
}

export interface OpenedSession {
  readonly session: string
  readonly resumed: boolean
  readonly choices: Choices
}

/** `initialize`, in time or not at all. No file system and no terminal is offered: agents bring their own. */
export async function initialize(handshake: Handshake): Promise<Result<InitializeResponse, AgentFailure>> {
  const { agent, options, request } = handshake
  const asked = agent.ask((context) =>
    context.request(methods.agent.initialize, {
      protocolVersion: PROTOCOL_VERSION,
      clientCapabilities: {},
      clientInfo: { name: 'switchyard', title: 'Switchyard', version: options.version ?? '0' },
    }),
  )
  if (!(await settledWithin(asked, options.clock, options.initializeTimeoutMs))) {
    return err(initializeTimeout(request.launch, options.initializeTimeoutMs))
  }
  const reply = await asked
  if (reply.kind === 'lost') return err(agentDied(request.launch, await agent.ended))
  if (reply.kind === 'refused') return err(initializeFailed(request.launch, reply.error.message))
  const version = reply.value.protocolVersion
  if (version === PROTOCOL_VERSION) return ok(reply.value)
  return err(initializeFailed(request.launch, `it speaks protocol version ${String(version)} only.`))
}

/** Continues the earlier session where that is asked for and possible, else opens a new one. */
export async function enterSession(
  handshake: Handshake,
  greeting: InitializeResponse,
): Promise<Result<OpenedSession, AgentFailure>> {
  const { launch, resume } = handshake.request
  if (resume !== undefined && launch.resumable) {
    const continued = await continueSession(handshake, greeting, resume)
    if (continued !== null) return continued
  }
  const reply = await patiently(handshake, newSession(handshake, greeting))
  if (reply === null) return err(silent(handshake))
  if (reply.kind === 'lost') return err(agentDied(launch, await handshake.agent.ended))
  if (reply.kind === 'refused') return err(sessionRefused(launch, reply.error, greeting.authMethods))
  const session = asString(asObject(reply.value)?.sessionId)
  if (session === null) return err(sessionFailed(launch, 'it did not name the session.'))
  return ok({ session, resumed: false, choices: readChoices(reply.value) })
}

/** Null when the agent can't continue that session, so that a new one is due. */
async function continueSession(
  handshake: Handshake,
  greeting: InitializeResponse,
  session: string,
): Promise<Result<OpenedSession, AgentFailure> | null> {
  const { agent, conversation, request } = handshake
  const method = continueMethod(greeting)
  if (method === null) return null
  conversation.replaying = true
  const mcpServers = toolServers(handshake, greeting)
  const params = { sessionId: session, cwd: request.folder, mcpServers, ...sessionMeta(request) }
  const reply = await patiently(
    handshake,
    agent.ask<unknown>((context) => context.request(method, params)),
  )
  conversation.replaying = false
  if (reply === null) return err(silent(handshake))
  if (reply.kind === 'lost') return err(agentDied(request.launch, await agent.ended))
  if (reply.kind === 'answered') return ok({ session, resumed: true, choices: readChoices(reply.value) })
  const refused = sessionRefused(request.launch, reply.error, greeting.authMethods)
  return refused.code === 'agent-sign-in-needed' ? err(refused) : null
}

/** Loading is what was measured to survive a killed process; resuming without replay is the second choice. */
function continueMethod(greeting: InitializeResponse) {
  if (greeting.agentCapabilities?.loadSession === true) return methods.agent.session.load
  return asObject(greeting.agentCapabilities?.sessionCapabilities?.resume) === null
    ? null
    : methods.agent.session.resume
}

function newSession(handshake: Handshake, greeting: InitializeResponse): Promise<Reply<unknown>> {
  const { agent, request } = handshake
  const mcpServers = toolServers(handshake, greeting)
  return agent.ask<unknown>((context) =>
    context.request(methods.agent.session.new, { cwd: request.folder, mcpServers, ...sessionMeta(request) }),
  )
}

function sessionMeta({ launch }: SessionRequest) {
  return launch.sessionMeta === undefined ? {} : { _meta: { ...launch.sessionMeta } }
}

/** Waits as long as the agent keeps talking (a replay may be long); null when it went silent. */
async function patiently<T>({ agent, options }: Handshake, asked: Promise<Reply<T>>): Promise<Reply<T> | null> {
  const { clock, initializeTimeoutMs } = options
  for (;;) {
    const since = clock.monotonic()
    if (await settledWithin(asked, clock, initializeTimeoutMs)) return asked
    if (agent.lastMessageAt < since) return null
  }
}

function silent({ request, options }: Handshake): AgentFailure {
  const seconds = options.initializeTimeoutMs / 1000
  return sessionFailed(request.launch, `it stayed silent for ${seconds} s and was ended.`)
}
