import type { RequestError } from '@agentclientprotocol/sdk'
import { failure } from '../../../../shared/kernel/failure.ts'
import type { AgentFailure, AgentLaunch } from '../../../ports/agent.ts'
import type { SpawnFailure } from '../../../ports/process.ts'
import type { AgentEnd } from './agent-end.ts'
import { classifyError } from './classify-error.ts'
import { asList, asObject, asString } from './raw.ts'

export function spawnFailed(launch: AgentLaunch, cause: SpawnFailure): AgentFailure {
  const code = cause.code === 'spawn-not-found' ? 'agent-not-found' : 'agent-spawn-failed'
  return failure(code, `The agent ${launch.id} could not be started: ${cause.message}`, {
    remedy: cause.remedy,
    facts: { file: launch.file },
  })
}

export function initializeTimeout(launch: AgentLaunch, milliseconds: number): AgentFailure {
  return failure(
    'agent-initialize-timeout',
    `The agent ${launch.id} did not answer within ${milliseconds / 1000} s; it was ended. Nothing was changed.`,
    {
      remedy: 'Check that the command starts an agent that speaks the Agent Client Protocol over its standard streams.',
      facts: { file: launch.file, args: [...launch.args], timeoutMs: milliseconds },
    },
  )
}

export function initializeFailed(launch: AgentLaunch, reason: string): AgentFailure {
  return failure(
    'agent-initialize-failed',
    `The agent ${launch.id} refused to start a connection: ${reason}`,
    'Update the agent; it must speak version 1 of the Agent Client Protocol.',
  )
}

export function sessionFailed(launch: AgentLaunch, reason: string): AgentFailure {
  return failure(
    'agent-session-failed',
    `The agent ${launch.id} could not open a session: ${reason}`,
    'Start the agent on its own in this folder to see what it lacks, then try again.',
  )
}

/** A refused `session/new` or `session/load`, told apart by its code. */
export function sessionRefused(launch: AgentLaunch, error: RequestError, authMethods: unknown): AgentFailure {
  if (classifyError(error).class !== 'auth') return sessionFailed(launch, error.message)
  const names = (asList(authMethods) ?? [])
    .map((method) => asString(asObject(method)?.name))
    .filter((name) => name !== null)
  const offer = names.length === 0 ? '' : ` (it offers: ${names.join(', ')})`
  return failure('agent-sign-in-needed', `The agent ${launch.id} wants you to sign in first.`, {
    remedy: `Start it in a terminal and sign in there${offer}, then try again.`,
    facts: { methods: names },
  })
}

export function unsupportedChoice(launch: AgentLaunch, what: string, offered: readonly string[]): AgentFailure {
  return failure('agent-unsupported', `The agent ${launch.id} does not offer the ${what}.`, {
    remedy: offered.length === 0 ? 'Leave it out, or update the agent.' : `Choose one of: ${offered.join(', ')}.`,
    facts: { offered: [...offered] },
  })
}

export function choiceRefused(launch: AgentLaunch, what: string, error: RequestError): AgentFailure {
  return failure('agent-unsupported', `The agent ${launch.id} refused the ${what}: ${error.message}`, 'Choose another.')
}

export function agentDied(launch: AgentLaunch, end: AgentEnd): AgentFailure {
  return failure('agent-died', `The agent ${launch.id} ended: ${describeEnd(end)}`, {
    remedy: 'Its last output says why; fix that, or choose another agent.',
    facts: { code: end.status.code, signal: end.status.signal, stderr: end.stderr },
  })
}

/** One sentence, with the last of what it wrote to its error output. */
export function describeEnd(end: AgentEnd): string {
  const how = end.status.lost ? 'it was lost with its supervisor' : exitText(end.status.code, end.status.signal)
  const stderr = end.stderr === '' ? '' : ` Its last output: ${end.stderr}`
  return `${end.broken === null ? '' : `${end.broken} `}${how}.${stderr}`
}

function exitText(code: number | null, signal: string | null): string {
  return signal === null ? `exit code ${code ?? 'unknown'}` : `ended by ${signal}`
}
