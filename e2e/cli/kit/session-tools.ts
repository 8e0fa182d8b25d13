import { readFileSync } from 'node:fs'
import { expect } from 'vitest'

export interface ToolResult {
  readonly status: number
  readonly text: string
  /** Messages that came with it. */
  readonly beside: string | undefined
  readonly failed: boolean
}

interface Reply {
  readonly error?: { readonly message: string }
  readonly result?: { readonly isError: boolean; readonly content: readonly { readonly text: string }[] }
}

/** The tools of a session, called as its agent would; where they are is what `held-agent.mjs` has left in a file. */
export class SessionTools {
  readonly url: string
  readonly token: string
  #calls = 0

  constructor(file: string) {
    const { headers, url } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly url: string
      readonly headers: Readonly<Record<string, string>>
    }
    this.url = url
    this.token = (headers.Authorization ?? '').replace('Bearer ', '')
  }

  /** `again`: under the number of an earlier call. */
  call(name: string, args: object, again?: string): Promise<ToolResult> {
    this.#calls += 1
    const params = { name, arguments: args }
    return this.post({ jsonrpc: '2.0', id: again ?? this.#calls, method: 'tools/call', params })
  }

  async ok<Told>(name: string, args: object): Promise<Told> {
    const answer = await this.call(name, args)
    expect(answer).toMatchObject({ status: 200, failed: false })
    return JSON.parse(answer.text) as Told
  }

  async post(body: unknown, token = this.token): Promise<ToolResult> {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-session-id': 'one',
    }
    const response = await fetch(this.url, { method: 'POST', headers, body: JSON.stringify(body) })
    const { error, result } = (await response.json()) as Reply
    const [own, beside] = result?.content ?? []
    const text = own?.text ?? error?.message ?? ''
    return { status: response.status, text, beside: beside?.text, failed: result?.isError ?? true }
  }
}
