import type { ToolAccess } from '../../../src/main/ports/tools.ts'

export interface ToolSaid {
  readonly isError: boolean
  readonly text: string
  /** What was handed over beside the answer. */
  readonly beside: string
}

interface Content {
  readonly type: string
  readonly text?: string
}

interface Answer {
  readonly result?: { readonly isError?: boolean; readonly content: readonly Content[] }
}

/** Calls one tool of the host's as agents do: over HTTP, with the session's token. Null: it isn't offered now. */
export class ToolCaller {
  readonly #access: ToolAccess
  #calls = 0
  #open = 0

  constructor(access: ToolAccess) {
    this.#access = access
  }

  /** Calls that have no answer yet. */
  get open(): number {
    return this.#open
  }

  async call(name: string, input: Readonly<Record<string, unknown>>): Promise<ToolSaid | null> {
    this.#calls += 1
    this.#open += 1
    try {
      const params = { name, arguments: input }
      const response = await fetch(this.#access.url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${this.#access.token}`,
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          'mcp-protocol-version': '2025-06-18',
        },
        body: JSON.stringify({ jsonrpc: '2.0', id: this.#calls, method: 'tools/call', params }),
      })
      return saidIn(await response.text())
    } finally {
      this.#open -= 1
    }
  }
}

function saidIn(body: string): ToolSaid | null {
  const { result }: Answer = JSON.parse(body)
  if (result === undefined) return null
  const [text = '', ...beside] = result.content.map((one) => one.text ?? '')
  return { isError: result.isError === true, text, beside: beside.join('\n') }
}
