import type { JsonObject, JsonValue } from '../../../../shared/kernel/json.ts'
import type { AgentUpdate, PlanEntry } from '../../../../shared/transcript/update.ts'
import { convertBlock } from './convert-content.ts'
import { convertToolPatch } from './convert-tool.ts'
import { asList, asNumber, asObject, asString, type RawObject } from './raw.ts'

type Converter = (raw: RawObject) => AgentUpdate | null

/**
 * One `session/update` in the product's words. Checks by hand only what is read, since validating the whole message
 * costs more than everything else on the hot path. A kind that is unknown, or known but malformed, is kept raw.
 */
export function convertUpdate(value: unknown): AgentUpdate {
  const raw = asObject(value)
  const kind = raw?.sessionUpdate
  const converter = typeof kind === 'string' ? CONVERTERS.get(kind) : undefined
  const converted = raw !== null && converter !== undefined ? converter(raw) : null
  return converted ?? { kind: 'unknown', update: value as JsonValue }
}

/** An update of a conversation that the thread already holds, without its weight. */
export function replayedUpdate(value: unknown): AgentUpdate {
  return { kind: 'replayed', update: { sessionUpdate: asString(asObject(value)?.sessionUpdate) } }
}

const CONVERTERS: ReadonlyMap<string, Converter> = new Map<string, Converter>([
  ['agent_message_chunk', (raw) => convertBlockTo('message', raw)],
  ['agent_thought_chunk', (raw) => convertBlockTo('thought', raw)],
  // An echo of the prompt, which the thread already holds.
  ['user_message_chunk', replayedUpdate],
  ['tool_call', convertTool],
  ['tool_call_update', convertTool],
  ['plan', convertPlan],
  ['usage_update', convertUsage],
  ['current_mode_update', convertMode],
  ['available_commands_update', convertSessionFacts],
  ['config_option_update', convertSessionFacts],
  ['session_info_update', convertSessionFacts],
])

function convertBlockTo(kind: 'message' | 'thought', raw: RawObject): AgentUpdate | null {
  const block = convertBlock(raw.content)
  if (block === null) return null
  return block.kind === 'text' ? { kind, text: block.text } : block
}

function convertTool(raw: RawObject): AgentUpdate | null {
  const toolCall = asString(raw.toolCallId)
  return toolCall === null ? null : { kind: 'tool', toolCall, patch: convertToolPatch(raw) }
}

function convertPlan(raw: RawObject): AgentUpdate | null {
  const list = asList(raw.entries)
  if (list === null) return null
  const entries = list.map(convertPlanEntry).filter((entry) => entry !== null)
  return entries.length === list.length ? { kind: 'plan', entries } : null
}

function convertPlanEntry(value: unknown): PlanEntry | null {
  const entry = asObject(value)
  const content = asString(entry?.content)
  const status = entry?.status
  if (content === null || (status !== 'pending' && status !== 'in_progress' && status !== 'completed')) return null
  return { content, status }
}

function convertUsage(raw: RawObject): AgentUpdate | null {
  const used = asNumber(raw.used)
  const size = asNumber(raw.size)
  if (used === null || size === null) return null
  return { kind: 'usage', used, size, cost: asNumber(asObject(raw.cost)?.amount) }
}

function convertMode(raw: RawObject): AgentUpdate | null {
  const mode = asString(raw.currentModeId)
  return mode === null ? null : { kind: 'mode', mode }
}

function convertSessionFacts(raw: RawObject): AgentUpdate {
  const { sessionUpdate, ...facts } = raw
  return { kind: 'session', name: String(sessionUpdate), facts: facts as JsonObject }
}
