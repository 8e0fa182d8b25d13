import type { AgentUpdate, ToolPatch } from '../../../../shared/transcript/update.ts'
import { convertRawOutput } from './convert-tool.ts'
import { asObject } from './raw.ts'

type ToolUpdate = Extract<AgentUpdate, { kind: 'tool' }>

/** More tool calls at once than any agent runs; beyond it the oldest is forgotten. */
const REMEMBERED = 256

/** What was said so far about the tool calls still open, since permissions and updates may only add to it. */
export class ToolMemory {
  readonly #known = new Map<string, ToolPatch>()

  /** Adds an update; returns it with the output that some agents send only raw, at the end. */
  remember(update: ToolUpdate, raw: unknown): ToolUpdate {
    const merged = this.merge(update.toolCall, update.patch)
    const finished = merged.status === 'completed' || merged.status === 'failed'
    if (!finished) {
      this.#keep(update.toolCall, merged)
      return update
    }
    this.#known.delete(update.toolCall)
    const output = asObject(raw)?.rawOutput
    if (output === undefined || output === null || (merged.content ?? []).length > 0) return update
    return { ...update, patch: { ...update.patch, content: [convertRawOutput(output)] } }
  }

  /** The tool call with `patch` on top of what is known. */
  merge(toolCall: string, patch: ToolPatch): ToolPatch {
    const known = this.#known.get(toolCall)
    return known === undefined ? patch : { ...known, ...patch }
  }

  #keep(toolCall: string, patch: ToolPatch): void {
    this.#known.set(toolCall, patch)
    if (this.#known.size <= REMEMBERED) return
    const oldest = this.#known.keys().next()
    if (oldest.done === false) this.#known.delete(oldest.value)
  }
}
