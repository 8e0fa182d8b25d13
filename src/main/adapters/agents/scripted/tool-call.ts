import type { ToolCallContent, ToolKind } from '@agentclientprotocol/sdk'
import { emit, type Turn } from './turn.ts'

export interface ToolStart {
  readonly title: string
  readonly kind: ToolKind
  /** Absolute paths. */
  readonly paths?: readonly string[]
  readonly input?: Readonly<Record<string, unknown>>
  readonly content?: readonly ToolCallContent[]
}

export interface ToolEnd {
  readonly status: 'completed' | 'failed'
  readonly content?: readonly ToolCallContent[]
  readonly output?: unknown
}

/** Announces a tool call as pending and returns its id. */
export async function startTool(turn: Turn, start: ToolStart): Promise<string> {
  const toolCallId = turn.session.nextToolCallId()
  await emit(turn, { sessionUpdate: 'tool_call', toolCallId, status: 'pending', ...toolFields(start) })
  return toolCallId
}

export async function progressTool(
  turn: Turn,
  toolCallId: string,
  content?: readonly ToolCallContent[],
): Promise<void> {
  const shown = content === undefined ? {} : { content: [...content] }
  await emit(turn, { sessionUpdate: 'tool_call_update', toolCallId, status: 'in_progress', ...shown })
}

export async function endTool(turn: Turn, toolCallId: string, end: ToolEnd): Promise<void> {
  const content = end.content === undefined ? {} : { content: [...end.content] }
  const output = end.output === undefined ? {} : { rawOutput: end.output }
  await emit(turn, { sessionUpdate: 'tool_call_update', toolCallId, status: end.status, ...content, ...output })
}

export function failTool(turn: Turn, toolCallId: string, message: string): Promise<void> {
  return endTool(turn, toolCallId, { status: 'failed', content: [textContent(message)], output: { error: message } })
}

export function textContent(text: string): ToolCallContent {
  return { type: 'content', content: { type: 'text', text } }
}

export function toolFields(start: ToolStart) {
  return {
    title: start.title,
    kind: start.kind,
    ...(start.paths === undefined ? {} : { locations: start.paths.map((path) => ({ path })) }),
    ...(start.input === undefined ? {} : { rawInput: start.input }),
    ...(start.content === undefined ? {} : { content: [...start.content] }),
  }
}
