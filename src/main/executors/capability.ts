import type { Scope } from '../../shared/kernel/scope.ts'
import type { Capability } from '../engine/capability.ts'
import { answerSession, closeSession, interruptSession } from './control-session.ts'
import { prepareAgent } from './prepare-agent.ts'
import { promptSession } from './prompt-session.ts'
import type { ExecutorServices } from './services.ts'
import { Sessions } from './sessions.ts'

/** The executors: live sessions, fed by effects; closed with the scope. */
export function executorsCapability(services: ExecutorServices, scope: Scope): Capability {
  const sessions = scope.own(new Sessions(services), (opened) => opened.closeAll())
  return {
    reactors: [
      promptSession(services, sessions),
      answerSession(sessions),
      interruptSession(sessions),
      closeSession(sessions),
    ],
    preparers: [prepareAgent(services.catalogue)],
  }
}
