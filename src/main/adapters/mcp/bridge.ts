import { parseJson } from '../../../shared/kernel/parse-json.ts'
import type { Clock } from '../../ports/clock.ts'

/** Pauses before a message is sent again to a host that can't be reached or is too busy, in milliseconds: half a minute in all. */
const pauses = [100, 200, 400, 800, 1600, 3200, 6400, 8000, 8000]

export interface BridgeOptions {
  readonly url: string
  readonly token: string
  readonly clock: Clock
  /** Writes one message as a line; resolves when it was taken. */
  readonly write: (line: string) => Promise<void>
}

/** The parts of a message that decide how it is carried; of anything else, null. */
interface Carried {
  readonly id: string | number | null
  readonly method: string | null
}

interface Answer {
  readonly status: number
  readonly text: string
  readonly connection: string | null
}

/**
 * Carries MCP between an agent that speaks it over its standard streams and the host, message by message. It
 * understands none of them. A host that is away for a moment is waited for; a repeated message joins the first.
 */
export class Bridge {
  readonly #options: BridgeOptions
  readonly #open = new Set<Promise<void>>()
  #connection: string | null = null
  #version: string | null = null
  /** What introduces the client goes before everything else. */
  #begun: Promise<void> = Promise.resolve()

  constructor(options: BridgeOptions) {
    this.#options = options
  }

  take(line: string): void {
    if (line.trim() === '') return
    const carried = carriedOf(parseJson(line))
    const sent = this.#begun.then(() => this.#carry(line, carried))
    if (carried.method === 'initialize') this.#begun = sent
    this.#open.add(sent)
    void sent.finally(() => this.#open.delete(sent))
  }

  /** Resolves when everything that was taken is answered. */
  async drained(): Promise<void> {
    while (this.#open.size > 0) await Promise.allSettled([...this.#open])
  }

  async #carry(line: string, { id, method }: Carried): Promise<void> {
    const answer = await this.#send(line)
    if (answer !== null && answer.status < 300) {
      if (method === 'initialize') this.#introduced(answer)
      if (answer.text !== '') await this.#options.write(answer.text)
      return
    }
    if (id === null) return
    const told = parseJson(answer?.text ?? '') as { readonly error?: object } | null
    await this.#options.write(JSON.stringify({ jsonrpc: '2.0', id, error: told?.error ?? unreachable }))
  }

  #introduced({ connection, text }: Answer): void {
    const told = parseJson(text) as { readonly result?: { readonly protocolVersion?: unknown } } | null
    const version = told?.result?.protocolVersion
    this.#connection = connection
    this.#version = typeof version === 'string' ? version : null
  }

  async #send(line: string): Promise<Answer | null> {
    for (const pause of pauses) {
      const answer = await this.#post(line)
      if (answer !== null && answer.status !== 429 && answer.status !== 503) return answer
      await new Promise<void>((resolve) => void this.#options.clock.after(pause, resolve))
    }
    return this.#post(line)
  }

  /** Null where nobody answers. */
  async #post(line: string): Promise<Answer | null> {
    const { token, url } = this.#options
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(this.#connection === null ? {} : { 'mcp-session-id': this.#connection }),
      ...(this.#version === null ? {} : { 'mcp-protocol-version': this.#version }),
    }
    try {
      const response = await fetch(url, { method: 'POST', headers, body: line })
      const text = await response.text()
      return { status: response.status, text, connection: response.headers.get('mcp-session-id') }
    } catch (error) {
      if (error instanceof TypeError) return null
      throw error
    }
  }
}

function carriedOf(message: unknown): Carried {
  const { id, method } = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>
  return {
    id: method !== undefined && (typeof id === 'string' || typeof id === 'number') ? id : null,
    method: typeof method === 'string' ? method : null,
  }
}

const unreachable = {
  code: -32_000,
  message: 'The host of this session can’t be reached; nothing was done. Go on without the tool, or try again later.',
}
