import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { AgentFailure, AgentSession, SessionRequest, SessionSink } from '../../../ports/agent.ts'
import { AgentProcess } from './agent-process.ts'
import { Conversation } from './conversation.ts'
import { enterSession, type Handshake, initialize } from './handshake.ts'
import type { AcpDriverOptions } from './options.ts'
import { asObject } from './raw.ts'
import { AcpSession } from './session.ts'
import { workFolder } from './work-folder.ts'

/** Starts the agent and opens a session in it. On failure nothing of it is left running and the sink hears no exit. */
export async function openSession(
  options: AcpDriverOptions,
  asked: SessionRequest,
  sink: SessionSink,
): Promise<Result<AgentSession, AgentFailure>> {
  const request = { ...asked, folder: await workFolder(asked.folder, asked.below ?? '') }
  const conversation = new Conversation(sink)
  const started = await AgentProcess.start(options, request, conversation)
  if (!started.ok) return started
  const agent = started.value
  const session = await unlessAbandoned(request.abandoned, agent, () =>
    enter({ options, request, agent, conversation }),
  )
  if (!session.ok) {
    await agent.terminate()
    await agent.ended
    return session
  }
  session.value.reportExit(sink)
  return session
}

/** Giving up ends the process; whatever is being asked of it then fails as lost. */
async function unlessAbandoned<Value>(
  abandoned: AbortSignal | undefined,
  agent: AgentProcess,
  open: () => Promise<Value>,
): Promise<Value> {
  const giveUp = () => void agent.terminate()
  if (abandoned?.aborted) giveUp()
  abandoned?.addEventListener('abort', giveUp, { once: true })
  try {
    return await open()
  } finally {
    abandoned?.removeEventListener('abort', giveUp)
  }
}

async function enter(handshake: Handshake): Promise<Result<AcpSession, AgentFailure>> {
  const { launch } = handshake.request
  const greeting = await initialize(handshake)
  if (!greeting.ok) return greeting
  const opened = await enterSession(handshake, greeting.value)
  if (!opened.ok) return opened
  handshake.conversation.session = opened.value.session
  const capabilities = greeting.value.agentCapabilities
  const session = new AcpSession({
    ...handshake,
    opened: opened.value,
    closable: asObject(capabilities?.sessionCapabilities?.close) !== null,
    takesImages: capabilities?.promptCapabilities?.image === true,
  })
  for (const choose of [
    async () => (launch.mode === undefined ? ok(undefined) : session.setMode(launch.mode)),
    async () => (launch.model === undefined ? ok(undefined) : session.setModel(launch.model)),
  ]) {
    const chosen = await choose()
    if (!chosen.ok) return err(chosen.error)
  }
  return ok(session)
}
