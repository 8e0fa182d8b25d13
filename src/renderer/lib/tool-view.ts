import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import type { TranscriptRow } from '../../shared/transcript/entry.ts'
import type { ToolKind, ToolStatus } from '../../shared/transcript/update.ts'
import { countLines } from './count-lines.ts'
import { visibleLine } from './visible-text.ts'

export interface ToolDiff {
  /** Unique within the call. */
  readonly id: string
  readonly path: string
  readonly before: string | null
  readonly after: string
}

export interface ToolImage {
  readonly id: string
  readonly mimeType: string
  readonly data: string
}

/** One tool call as a row shows it. Its texts are a stranger's and made visible, output and diffs are raw. */
export interface ToolView {
  readonly status: ToolStatus
  /** 'Ran', 'Editing'; empty where the title says it all. */
  readonly verb: string
  /** What it is done to, shown as code; null where the agent's title is plain words. */
  readonly code: string | null
  readonly title: string
  readonly output: string
  readonly diffs: readonly ToolDiff[]
  readonly images: readonly ToolImage[]
  /** Parts of a kind that nobody knows here. */
  readonly others: readonly JsonValue[]
  readonly input: JsonValue
  readonly added: number
  readonly removed: number
}

type Words = readonly [doing: string, done: string, tried: string]

const verbs: Readonly<Partial<Record<ToolKind, Words>>> = {
  read: ['Reading', 'Read', 'Tried to read'],
  edit: ['Editing', 'Edited', 'Tried to edit'],
  delete: ['Deleting', 'Deleted', 'Tried to delete'],
  execute: ['Running', 'Ran', 'Ran'],
}

const kinds: ReadonlySet<string> = new Set<ToolKind>([
  'read',
  'edit',
  'delete',
  'move',
  'search',
  'execute',
  'think',
  'fetch',
  'other',
])
const statuses: ReadonlySet<string> = new Set<ToolStatus>(['pending', 'running', 'completed', 'failed'])

const known = new WeakMap<TranscriptRow, ToolView>()

/** A row of the kind `tool`. Made once for each row, which is a new object whenever it changes. */
export function toolView(row: TranscriptRow): ToolView {
  const before = known.get(row)
  if (before !== undefined) return before
  const view = viewOf(row)
  known.set(row, view)
  return view
}

function viewOf({ head, text }: TranscriptRow): ToolView {
  const kind: ToolKind = isKind(head.toolKind) ? head.toolKind : 'other'
  const status: ToolStatus = isStatus(head.status) ? head.status : 'pending'
  const parts = Array.isArray(head.diffs) ? (head.diffs as readonly JsonValue[]).filter(isObject) : []
  const diffs = parts.flatMap((part, at) => diffOf(part, String(at)))
  const counts = diffs.map(({ before, after }) => countLines(before ?? '', after))
  return {
    status,
    ...nameOf(kind, status, head),
    output: text,
    diffs,
    images: parts.flatMap((part, at) => imageOf(part, String(at))),
    others: parts.flatMap((part) => (part.raw === undefined ? [] : [part.raw])),
    input: head.input ?? null,
    added: counts.reduce((sum, { added }) => sum + added, 0),
    removed: counts.reduce((sum, { removed }) => sum + removed, 0),
  }
}

function nameOf(kind: ToolKind, status: ToolStatus, head: JsonObject): Pick<ToolView, 'verb' | 'code' | 'title'> {
  const title = visibleLine(typeof head.title === 'string' && head.title !== '' ? head.title : 'a tool')
  const words = verbs[kind]
  const [path, ...more] = Array.isArray(head.paths) ? (head.paths as readonly JsonValue[]) : []
  const code = kind === 'execute' ? title : path
  // A call that hasn't begun may wait for leave: its title says what it would be.
  const plain = status === 'pending' || words === undefined || typeof code !== 'string' || more.length > 0
  if (plain) return { verb: '', code: null, title }
  return { verb: words[tenses[status]], code: visibleLine(code), title }
}

const tenses = { pending: 0, running: 0, completed: 1, failed: 2 } as const

function diffOf({ path, before, after }: JsonObject, id: string): readonly ToolDiff[] {
  if (typeof path !== 'string' || typeof after !== 'string') return []
  return [{ id, path, before: typeof before === 'string' ? before : null, after }]
}

function imageOf({ image, data }: JsonObject, id: string): readonly ToolImage[] {
  return typeof image === 'string' && typeof data === 'string' ? [{ id, mimeType: image, data }] : []
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isKind(value: JsonValue | undefined): value is ToolKind {
  return typeof value === 'string' && kinds.has(value)
}

function isStatus(value: JsonValue | undefined): value is ToolStatus {
  return typeof value === 'string' && statuses.has(value)
}
