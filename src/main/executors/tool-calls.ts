import type { JsonObject, JsonValue } from '../../shared/kernel/json.ts'
import type { ToolContent, ToolKind, ToolPatch, ToolStatus } from '../../shared/transcript/update.ts'
import { boundedJson } from './bounded-json.ts'
import type { TurnTranscript } from './turn-transcript.ts'

/** Kept of one tool call's input, of its output and of each side of a diff, in UTF-16 units; the rest is left out and said so. */
const outputLimit = 256 * 1024

const titleLimit = 10_000

/** Finished calls that are kept whole, for what an agent adds after the end; a long turn has thousands. */
const finishedKept = 32

export interface ToolState {
  readonly title: string
  readonly toolKind: ToolKind
  readonly status: ToolStatus
  readonly paths: readonly string[]
  readonly input: JsonValue
  readonly diffs: readonly JsonObject[]
  readonly text: string
}

const fresh: ToolState = {
  title: '',
  toolKind: 'other',
  status: 'pending',
  paths: [],
  input: null,
  diffs: [],
  text: '',
}

/** The tool calls of one turn: patches come in, whole entries go out, growing output as appends. */
export class ToolCalls {
  readonly #transcript: TurnTranscript
  readonly #prefix: string
  readonly #calls = new Map<string, ToolState>()
  readonly #finished = new Set<string>()
  /** Finished calls that are still whole, the one that ended first in front. */
  #kept: readonly string[] = []

  constructor(transcript: TurnTranscript, prefix: string) {
    this.#transcript = transcript
    this.#prefix = prefix
  }

  get(toolCall: string): ToolState | null {
    return this.#calls.get(toolCall) ?? null
  }

  /** Title of a call that has begun and not ended, the newest of several. */
  get open(): string | null {
    const open = [...this.#calls.values()].findLast(({ status }) => status === 'pending' || status === 'running')
    return open?.title ?? null
  }

  update(toolCall: string, patch: ToolPatch): void {
    const before = this.#calls.get(toolCall)
    // Written anew without what is no longer known, its entry would lose that.
    if (before === undefined && this.#finished.has(toolCall)) return
    const after = patched(before ?? fresh, patch)
    this.#calls.set(toolCall, after)
    if (after.status === 'completed' || after.status === 'failed') this.#finish(toolCall)
    const entry = `${this.#prefix}/tool/${toolCall}`
    if (before !== undefined && onlyGrew(before, after)) {
      const more = after.text.slice(before.text.length)
      if (more !== '') this.#transcript.append(entry, more)
      return
    }
    const { text, ...head } = after
    this.#transcript.put({ entry, kind: 'tool', head: { toolCall, ...head }, text })
  }

  #finish(toolCall: string): void {
    this.#finished.add(toolCall)
    const kept = [...this.#kept.filter((other) => other !== toolCall), toolCall]
    this.#kept = kept.slice(-finishedKept)
    for (const forgotten of kept.slice(0, -finishedKept)) this.#calls.delete(forgotten)
  }
}

function patched(state: ToolState, patch: ToolPatch): ToolState {
  const content = patch.content === undefined ? null : contentOf(patch.content)
  return {
    title: patch.title?.slice(0, titleLimit) ?? state.title,
    toolKind: patch.toolKind ?? state.toolKind,
    status: patch.status ?? state.status,
    paths: patch.paths ?? state.paths,
    input: patch.input == null ? state.input : boundedJson(patch.input, outputLimit),
    diffs: content?.diffs ?? state.diffs,
    text: content?.text ?? state.text,
  }
}

function onlyGrew(before: ToolState, after: ToolState): boolean {
  const same =
    before.title === after.title &&
    before.toolKind === after.toolKind &&
    before.status === after.status &&
    before.paths === after.paths &&
    before.input === after.input &&
    before.diffs.length === 0 &&
    after.diffs.length === 0
  return same && after.text.startsWith(before.text)
}

function contentOf(content: readonly ToolContent[]): { readonly text: string; readonly diffs: readonly JsonObject[] } {
  const texts: string[] = []
  const diffs: JsonObject[] = []
  for (const part of content) {
    if (part.kind === 'text') texts.push(part.text)
    else if (part.kind === 'diff') diffs.push({ path: part.path, before: cut(part.before), after: cut(part.after) })
    else if (part.kind === 'image') diffs.push({ image: part.mimeType, data: part.data })
    else diffs.push({ raw: part.value })
  }
  return { text: cut(texts.join('\n')) ?? '', diffs }
}

function cut(text: string | null): string | null {
  if (text === null || text.length <= outputLimit) return text
  return `${text.slice(0, outputLimit)}\n[${text.length - outputLimit} more characters left out]`
}
