import type { TurnOutcome } from '../../shared/domain/thread/commands.ts'
import type { ParkCode } from '../../shared/domain/thread/state.ts'
import type { TurnEnd } from '../ports/agent.ts'

type FailureClass = Extract<TurnEnd, { kind: 'failed' }>['class']

const codes: Readonly<Record<FailureClass, ParkCode>> = {
  'rate-limit': 'rate-limit',
  auth: 'auth',
  overloaded: 'overloaded',
  'context-overflow': 'context-overflow',
  refusal: 'refusal',
  error: 'error',
}

const remedies: Readonly<Record<FailureClass, string>> = {
  'rate-limit': 'Send a prompt once the limit has reset; the work so far is kept.',
  auth: 'Sign in with the agent in a terminal, then send a prompt; the work so far is kept.',
  overloaded: 'Send a prompt in a while; the work so far is kept.',
  'context-overflow': 'Send a smaller next step; the work so far is kept.',
  refusal: 'Word the task differently, or give it to another agent; the work so far is kept.',
  error: 'Read the message, then send a prompt to go on; the work so far is kept.',
}

/** What the end of a turn means for the thread. `now` is in milliseconds since the epoch. */
export function outcomeOf(end: TurnEnd, now: number): TurnOutcome {
  if (end.kind === 'stopped') return { kind: 'stopped', stopReason: end.stopReason }
  if (end.kind === 'died') {
    const remedy = 'Look at what was done, then send a prompt to go on.'
    return { kind: 'failed', reason: { code: 'crash', message: end.message, remedy } }
  }
  const reason = { code: codes[end.class], message: sentence(end.message), remedy: remedies[end.class] }
  if (end.retryAfterMs === undefined) return { kind: 'failed', reason }
  return { kind: 'failed', reason: { ...reason, retryAt: now + end.retryAfterMs } }
}

/** An agent's own words, ended so that what follows reads on. */
function sentence(text: string): string {
  const said = text.trimEnd()
  return /[.!?…:;]$/.test(said) || said === '' ? said : `${said}.`
}
