import type { McpServer, SessionUpdate } from '@agentclientprotocol/sdk'
import { deriveId } from './derive-id.ts'
import { killTree } from './kill-tree.ts'
import type { McpClients } from './mcp-clients.ts'
import type { Choices } from './session-options.ts'
import { applyRecord, NEW_SESSION, type SessionRecord, type SessionState } from './session-record.ts'
import { restore, type SessionFile } from './session-store.ts'

/** A session in use: its file, the state that the file amounts to, and what runs for it. */
export class Session {
  readonly cwd: string
  readonly servers: readonly McpServer[]
  readonly #file: SessionFile
  readonly #seed: string
  readonly #turns = new Set<AbortController>()
  #state: SessionState
  #queue: Promise<unknown> = Promise.resolve()
  #mcp: Promise<McpClients> | undefined
  #runs = 0

  constructor(
    file: SessionFile,
    { cwd, servers, seed }: { readonly cwd: string; readonly servers: readonly McpServer[]; readonly seed: string },
    records: readonly SessionRecord[] = [],
  ) {
    this.#file = file
    this.cwd = cwd
    this.servers = servers
    this.#seed = seed
    this.#state = records.length === 0 ? { ...NEW_SESSION, cwd } : restore(records)
  }

  get id(): string {
    return this.#file.id
  }

  get state(): SessionState {
    return this.#state
  }

  get choices(): Choices {
    return { mode: this.#state.mode, model: this.#state.model }
  }

  record(...records: readonly SessionRecord[]): void {
    this.#file.append(...records)
    this.#state = records.reduce(applyRecord, this.#state)
  }

  recordUpdate(update: SessionUpdate): void {
    this.record({ kind: 'update', update })
  }

  nextToolCallId(): string {
    return `call_${deriveId(this.#seed, 'call', this.#state.toolCalls)}`
  }

  nextMessageId(): string {
    return `msg_${deriveId(this.#seed, 'message', this.#state.messages)}`
  }

  /** Marks the processes of the session's next command. */
  nextRunMark(): string {
    this.#runs += 1
    return `${this.id}:${this.#runs}:`
  }

  /** Connections to the session's MCP servers, opened at first use: their library is slow to load. */
  mcp(): Promise<McpClients> {
    this.#mcp ??= import('./mcp-clients.ts').then(({ McpClients }) => new McpClients(this.servers, this.cwd))
    return this.#mcp
  }

  /** Turns run one at a time, in the order they came; `abort` and cancel() end one also while it waits. */
  async inTurn<T>(abort: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController()
    this.#turns.add(controller)
    const forward = () => controller.abort()
    abort.addEventListener('abort', forward, { once: true })
    const turn = this.#queue.then(() => run(controller.signal))
    this.#queue = turn.catch(() => undefined)
    return turn.finally(() => {
      this.#turns.delete(controller)
      abort.removeEventListener('abort', forward)
    })
  }

  cancel(): void {
    for (const controller of this.#turns) controller.abort()
  }

  /** Ends what runs for the session, also what its commands left in the background. The session stays stored. */
  async close(): Promise<void> {
    this.cancel()
    await this.#queue
    if (this.#mcp !== undefined) await (await this.#mcp).close()
    if (this.#runs > 0) await killTree(undefined, `${this.id}:`)
    this.#file.close()
  }
}
