import { type ChildProcess, spawn } from 'node:child_process'
import type { HelperMessage, HostMessage } from './helper-protocol.ts'

export interface HelperLinkOptions {
  readonly nodeFile: string
  readonly helperFile: string
  readonly onExited: (message: Extract<HelperMessage, { kind: 'exited' }>) => void
  /** Called once, however the helper ended. */
  readonly onGone: () => void
}

type Answer = Exclude<HelperMessage, { kind: 'exited' }>

const keptErrorOutput = 2000
/** Its garbage is short-lived: collected early, it stays half as big after thousands of starts. */
const nodeFlags = ['--max-semi-space-size=1']

/** One running helper. Once it is gone it stays so; the next is another link. */
export class HelperLink {
  readonly #options: HelperLinkOptions
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (answer: Answer | null) => void>()
  readonly gone: Promise<void>
  #alive = true
  #errorOutput = ''

  constructor(options: HelperLinkOptions) {
    this.#options = options
    this.#child = spawn(options.nodeFile, [...nodeFlags, options.helperFile], {
      cwd: '/',
      env: {},
      // Not in the terminal's group: an interrupt there is the host's to handle, in order.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#errorOutput = (this.#errorOutput + text).slice(-keptErrorOutput)
    })
    this.#child.on('message', (message: HelperMessage) => this.#receive(message))
    this.gone = new Promise((resolve) => {
      const end = () => {
        this.#end()
        resolve()
      }
      this.#child.once('error', end)
      this.#child.once('close', end)
    })
  }

  get alive(): boolean {
    return this.#alive
  }

  /** What the helper last said about itself, for the failure's facts. */
  get errorOutput(): string {
    return this.#errorOutput
  }

  post(message: HostMessage): void {
    // A failure to send is the end of the helper, which is reported by its own event.
    if (this.#alive) this.#child.send(message, () => undefined)
  }

  /** Resolves with the answer to the message's id, or null when the helper is gone. */
  ask(message: Extract<HostMessage, { id: number }>): Promise<Answer | null> {
    if (!this.#alive) return Promise.resolve(null)
    return new Promise((resolve) => {
      this.#waiting.set(message.id, resolve)
      this.post(message)
    })
  }

  #receive(message: HelperMessage): void {
    if (message.kind === 'exited') {
      this.#options.onExited(message)
      return
    }
    this.#waiting.get(message.id)?.(message)
    this.#waiting.delete(message.id)
  }

  #end(): void {
    if (!this.#alive) return
    this.#alive = false
    this.#options.onGone()
    for (const resolve of this.#waiting.values()) resolve(null)
    this.#waiting.clear()
  }
}
