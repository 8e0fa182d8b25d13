import type { AgentPort } from '../../../ports/agent.ts'
import { openSession } from './open-session.ts'
import type { AcpDriverOptions } from './options.ts'

/** Drives agents that speak the Agent Client Protocol, version 1, over stdio: one process per session. */
export function createAcpDriver(options: AcpDriverOptions): AgentPort {
  return { open: (request, sink) => openSession(options, request, sink) }
}
