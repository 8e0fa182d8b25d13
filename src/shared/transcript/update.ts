import type { JsonObject, JsonValue } from '../kernel/json.ts'

export type ToolKind = 'read' | 'edit' | 'delete' | 'move' | 'search' | 'execute' | 'think' | 'fetch' | 'other'
export type ToolStatus = 'pending' | 'running' | 'completed' | 'failed'

export type ToolContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'diff'; readonly path: string; readonly before: string | null; readonly after: string }
  | { readonly kind: 'image'; readonly mimeType: string; readonly data: string }
  | { readonly kind: 'raw'; readonly value: JsonValue }

export interface PlanEntry {
  readonly content: string
  readonly status: 'pending' | 'in_progress' | 'completed'
}

/** What changed of a tool call; absent fields stay as they were. */
export interface ToolPatch {
  readonly title?: string
  readonly toolKind?: ToolKind
  readonly status?: ToolStatus
  /** Paths the call is about, as the agent named them. */
  readonly paths?: readonly string[]
  /** Replaces the earlier content. */
  readonly content?: readonly ToolContent[]
  readonly input?: JsonValue
}

/** One thing a live session said, in the product's words, whatever protocol it came over. */
export type AgentUpdate =
  | { readonly kind: 'message'; readonly text: string }
  | { readonly kind: 'thought'; readonly text: string }
  /** The conversation replayed by an agent on resume; only the driver knows when a replay runs. */
  | { readonly kind: 'replayed'; readonly update: JsonObject }
  | { readonly kind: 'image'; readonly mimeType: string; readonly data: string }
  | { readonly kind: 'tool'; readonly toolCall: string; readonly patch: ToolPatch }
  | { readonly kind: 'plan'; readonly entries: readonly PlanEntry[] }
  | { readonly kind: 'usage'; readonly used: number; readonly size: number; readonly cost: number | null }
  | { readonly kind: 'mode'; readonly mode: string }
  /** Facts about the session that are no part of the conversation: its commands, title or options, as sent. */
  | { readonly kind: 'session'; readonly name: string; readonly facts: JsonObject }
  /** An update this version doesn't know; shown raw, never dropped. */
  | { readonly kind: 'unknown'; readonly update: JsonValue }
