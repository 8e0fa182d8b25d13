import type { JsonValue } from '../../../../shared/kernel/json.ts'
import type { ToolContent, ToolKind, ToolPatch, ToolStatus } from '../../../../shared/transcript/update.ts'
import { convertToolContent } from './convert-content.ts'
import { asList, asObject, asString, type RawObject } from './raw.ts'

const KINDS: Readonly<Record<string, ToolKind>> = {
  read: 'read',
  edit: 'edit',
  delete: 'delete',
  move: 'move',
  search: 'search',
  execute: 'execute',
  think: 'think',
  fetch: 'fetch',
}

const STATUSES: Readonly<Record<string, ToolStatus>> = {
  pending: 'pending',
  in_progress: 'running',
  completed: 'completed',
  failed: 'failed',
}

/** What a `tool_call`, a `tool_call_update` or a permission's tool call says; null and malformed fields are absent. */
export function convertToolPatch(raw: RawObject): ToolPatch {
  const title = asString(raw.title)
  const kind = asString(raw.kind)
  const status = statusOf(raw.status)
  const paths = pathsOf(raw.locations)
  const content = asList(raw.content)
  return {
    ...(title === null ? {} : { title }),
    ...(kind === null ? {} : { toolKind: kindOf(kind) }),
    ...(status === undefined ? {} : { status }),
    ...(paths === null ? {} : { paths }),
    ...(content === null ? {} : { content: content.map(convertToolContent) }),
    ...(raw.rawInput === undefined || raw.rawInput === null ? {} : { input: raw.rawInput as JsonValue }),
  }
}

/** The raw output as content, for agents that report a tool's result only there. */
export function convertRawOutput(output: unknown): ToolContent {
  return typeof output === 'string' ? { kind: 'text', text: output } : { kind: 'raw', value: output as JsonValue }
}

function kindOf(kind: string): ToolKind {
  return Object.hasOwn(KINDS, kind) ? (KINDS[kind] ?? 'other') : 'other'
}

function statusOf(status: unknown): ToolStatus | undefined {
  return typeof status === 'string' && Object.hasOwn(STATUSES, status) ? STATUSES[status] : undefined
}

function pathsOf(locations: unknown): readonly string[] | null {
  const list = asList(locations)
  return list === null
    ? null
    : list.map((location) => asString(asObject(location)?.path)).filter((path) => path !== null)
}
