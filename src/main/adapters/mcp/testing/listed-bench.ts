import type { ThreadId } from '../../../../shared/kernel/ids.ts'
import type { ToolAnswer, ToolBench, ToolCall } from '../../../ports/tools.ts'

export interface Called {
  readonly thread: ThreadId
  readonly call: ToolCall
}

/** A bench with the tools named for each thread, which notes its calls and answers with what it got. */
export class ListedBench implements ToolBench {
  readonly calls: Called[] = []
  readonly #tools: Readonly<Record<string, readonly string[]>>
  readonly #first = Promise.withResolvers<Called>()
  /** What a call waits for. */
  until: Promise<void> = Promise.resolve()

  constructor(tools: Readonly<Record<string, readonly string[]>>) {
    this.#tools = tools
  }

  /** The first call, once it has come. */
  called(): Promise<Called> {
    return this.#first.promise
  }

  instructions(thread: ThreadId): string {
    return `For ${thread}.`
  }

  list(thread: ThreadId) {
    return (this.#tools[thread] ?? []).map((name) => ({
      name,
      title: name,
      description: `Does ${name}.`,
      inputSchema: { type: 'object', properties: { text: { type: 'string' } } },
    }))
  }

  async call(thread: ThreadId, call: ToolCall): Promise<ToolAnswer | null> {
    if (!this.#tools[thread]?.includes(call.name)) return null
    this.calls.push({ thread, call })
    this.#first.resolve({ thread, call })
    await this.until
    return { isError: false, text: JSON.stringify(call.input) }
  }
}
