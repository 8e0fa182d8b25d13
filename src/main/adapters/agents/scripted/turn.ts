import type { PermissionOption, SessionUpdate, ToolCallUpdate } from '@agentclientprotocol/sdk'
import type { AgentHost } from './agent-host.ts'
import { type Names, replaceText } from './replace.ts'
import type { Session } from './session.ts'

/** How the client is reached during a turn. */
export interface ClientLink {
  /** Resolves when the client's side of the pipe has taken it. Unknown kinds of update may be sent too. */
  update(update: SessionUpdate): Promise<void>
  /** The chosen option's id, or null when the client answered `cancelled`. */
  requestPermission(toolCall: ToolCallUpdate, options: PermissionOption[]): Promise<string | null>
}

/** What a step works with. */
export interface Turn {
  readonly number: number
  readonly session: Session
  readonly client: ClientLink
  readonly host: AgentHost
  /** Aborted when the client cancels or is gone. */
  readonly signal: AbortSignal
  /** Index of the innermost repeat. */
  readonly index: number | undefined
}

export async function emit(turn: Turn, update: SessionUpdate): Promise<void> {
  turn.session.recordUpdate(update)
  await turn.client.update(update)
}

export function namesOf(turn: Turn): Names {
  return { index: turn.index, saved: turn.session.state.saved }
}

export function fill(turn: Turn, text: string): string {
  return replaceText(text, namesOf(turn))
}

/** Resolves after `ms` milliseconds, or at once when the turn is cancelled. */
export function pause(turn: Turn, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      turn.signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    turn.signal.addEventListener('abort', end)
    if (turn.signal.aborted) end()
  })
}

/** Lets the agent read what the client has sent meanwhile. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
