import type { PromptBlock, Turn } from '../../shared/domain/thread/state.ts'
import type { ThreadId } from '../../shared/kernel/ids.ts'
import type { JsonObject } from '../../shared/kernel/json.ts'
import type { AgentUpdate, PlanEntry } from '../../shared/transcript/update.ts'
import type { Transcripts } from '../engine/transcripts.ts'
import type { PermissionAsk } from '../ports/agent.ts'
import { boundedJson } from './bounded-json.ts'
import { ToolCalls } from './tool-calls.ts'
import { TurnTranscript } from './turn-transcript.ts'

/** A message grows up to this many UTF-16 units, then a next entry carries on: one row stays bounded. */
const entryLimit = 64 * 1024

type Stream = 'message' | 'thought'

/**
 * Writes one turn of a live session into the thread's transcript. Entries are named after the slot's
 * generation, since a turn that is sent again keeps its number and must not overwrite what it said before.
 */
export class Conversation {
  readonly tools: ToolCalls
  readonly #transcript: TurnTranscript
  readonly #prefix: string
  #entries = 0
  #saidFull = false
  #open: { readonly stream: Stream; readonly entry: string; size: number } | null = null

  constructor(transcripts: Transcripts, thread: ThreadId, generation: number) {
    this.#transcript = new TurnTranscript(transcripts, thread)
    this.#prefix = `generation-${generation}`
    this.tools = new ToolCalls(this.#transcript, this.#prefix)
  }

  prompt(turn: Turn, blocks: readonly PromptBlock[]): void {
    const texts = blocks.map((block) => (block.kind === 'text' ? block.text : `[${block.mimeType}]`))
    const origin = blocks[0]?.origin ?? 'person'
    // Who said what of it, where not all of it is of one origin: texts of peers are shown as theirs.
    const mixed = blocks.some((block) => block.origin !== origin)
    const parts = blocks.map((block, at) => [block.origin, texts[at]?.length ?? 0])
    const head = { origin, turn: turn.number, sends: turn.sends, ...(mixed ? { parts } : {}) }
    const text = texts.join('\n\n')
    this.#put('prompt', head, text)
  }

  update(update: AgentUpdate): void {
    if (this.#transcript.full) {
      this.#sayFull()
      return
    }
    switch (update.kind) {
      case 'message':
      case 'thought':
        this.#stream(update.kind, update.text)
        break
      case 'tool':
        this.#open = null
        this.tools.update(update.toolCall, update.patch)
        break
      case 'plan':
        this.#plan(update.entries)
        break
      case 'image':
        this.#put('image', { mimeType: update.mimeType, data: update.data }, '')
        break
      case 'unknown':
        this.#put('raw', { update: boundedJson(update.update, entryLimit) }, '')
        break
      default:
        // Usage and mode are the thread's state; a replay is in the transcript already.
        break
    }
  }

  asked(request: string, ask: PermissionAsk): void {
    this.#permission(request, ask, { state: 'open' })
  }

  answered(request: string, ask: PermissionAsk, answer: JsonObject): void {
    this.#permission(request, ask, answer)
  }

  notice(text: string): void {
    this.#put('notice', {}, text)
  }

  ended(stopReason: string, text: string): void {
    this.#put('turn-end', { stopReason }, text)
  }

  #sayFull(): void {
    if (this.#saidFull) return
    this.#saidFull = true
    this.notice('The agent says more than can be kept of one turn. It works on; what it says from here on is left out.')
  }

  /** One plan a turn: a later version replaces it in its place. */
  #plan(entries: readonly PlanEntry[]): void {
    const head = { entries: entries.map((entry) => ({ ...entry })) }
    this.#transcript.put({ entry: `${this.#prefix}/plan`, kind: 'plan', head, text: '' })
  }

  #permission(request: string, ask: PermissionAsk, answer: JsonObject): void {
    this.#open = null
    const { title, kind, toolCall } = ask
    const head = { request, title, kind, toolCall, ...answer }
    this.#transcript.put({ entry: `permission/${request}`, kind: 'permission', head, text: ask.detail })
  }

  #stream(stream: Stream, text: string): void {
    for (const part of partsOf(text)) this.#streamPart(stream, part)
  }

  #streamPart(stream: Stream, text: string): void {
    if (this.#open?.stream === stream && this.#open.size + text.length <= entryLimit) {
      this.#open.size += text.length
      this.#transcript.append(this.#open.entry, text)
      return
    }
    const entry = this.#put(stream, {}, text)
    this.#open = { stream, entry, size: text.length }
  }

  #put(kind: 'prompt' | 'image' | 'raw' | 'notice' | 'turn-end' | Stream, head: JsonObject, text: string): string {
    this.#open = null
    this.#entries += 1
    const entry = `${this.#prefix}/${this.#entries}`
    this.#transcript.put({ entry, kind, head, text })
    return entry
  }
}

/** However much comes at once; no part ends within a character. */
function* partsOf(text: string): Generator<string> {
  if (text.length <= entryLimit) {
    yield text
    return
  }
  for (let from = 0; from < text.length; ) {
    const until = from + entryLimit
    const end = isLead(text.charCodeAt(until - 1)) ? until - 1 : until
    yield text.slice(from, end)
    from = end
  }
}

function isLead(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}
