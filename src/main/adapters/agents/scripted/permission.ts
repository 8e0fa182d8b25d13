import type { PermissionOption } from '@agentclientprotocol/sdk'
import { type ToolStart, toolFields } from './tool-call.ts'
import type { Turn } from './turn.ts'

export type Permission = 'granted' | 'rejected' | 'cancelled'

const OPTIONS: readonly PermissionOption[] = [
  { optionId: 'allow-once', name: 'Allow once', kind: 'allow_once' },
  { optionId: 'allow-always', name: 'Allow always', kind: 'allow_always' },
  { optionId: 'reject', name: 'Reject', kind: 'reject_once' },
]

/**
 * Asks the client about a tool call. `what` names the thing asked for: once it is allowed for always, the same thing
 * is not asked again in this session.
 */
export async function askPermission(
  turn: Turn,
  { toolCallId, tool, what }: { readonly toolCallId: string; readonly tool: ToolStart; readonly what: string },
): Promise<Permission> {
  if (turn.signal.aborted) return 'cancelled'
  if (turn.session.state.allowed.has(what)) return 'granted'
  const options = OPTIONS.map((option) => ({ ...option }))
  const asked = turn.client.requestPermission({ toolCallId, status: 'pending', ...toolFields(tool) }, options)
  const answer = await Promise.race([asked, whenAborted(turn.signal)])
  if (answer === null || turn.signal.aborted) return 'cancelled'
  if (answer === 'allow-always') turn.session.record({ kind: 'allowed', what })
  return answer === 'allow-once' || answer === 'allow-always' ? 'granted' : 'rejected'
}

/** In mode `ask`, asks before a write or a command; a kind of write allowed for always covers that kind. */
export async function permitTool(turn: Turn, toolCallId: string, tool: ToolStart): Promise<Permission> {
  if (turn.session.state.mode === 'auto') return 'granted'
  const what = tool.kind === 'execute' ? `execute:${String(tool.input?.command)}` : `mode:${tool.kind}`
  return askPermission(turn, { toolCallId, tool, what })
}

/** A client that never answers must not hold a cancelled turn. */
function whenAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }))
}
