import type { Socket } from 'node:net'
import type { Clock } from '../../ports/clock.ts'
import type { ExitStatus, ManagedProcess, ProcessIdentity } from '../../ports/process.ts'
import type { ChildStreams } from './stream-desk.ts'

export interface ChildProcessOptions {
  readonly identity: ProcessIdentity
  readonly streams: ChildStreams
  readonly exit: Promise<ExitStatus>
  readonly clock: Clock
  /** Ends the tree, which has been asked to end by the closing of its stdin. */
  readonly end: (graceMs: number) => Promise<void>
}

const lookEveryMs = 40
/** So many quiet looks in a row (200 ms) after the exit mean that somebody else holds the stream open. */
const quietLooks = 5

/** The host's side of one child. */
export class ChildProcess implements ManagedProcess {
  readonly identity: ProcessIdentity
  readonly stdin: Socket
  readonly stdout: Socket
  readonly stderr: Socket
  readonly exited: Promise<ExitStatus>
  readonly #options: ChildProcessOptions
  #ending: Promise<void> | null = null

  constructor(options: ChildProcessOptions) {
    this.#options = options
    this.identity = options.identity
    const [stdin, stdout, stderr] = options.streams
    this.stdin = stdin
    this.stdout = stdout
    this.stderr = stderr
    // Nothing is read from there, but only reading notices that the child closed its end.
    this.stdin.resume()
    this.exited = this.#settle()
  }

  terminate(graceMs: number): Promise<void> {
    this.#ending ??= this.#end(graceMs)
    return this.#ending
  }

  /** Lets go of streams that nobody reads to their end. */
  destroy(): void {
    for (const stream of [this.stdin, this.stdout, this.stderr]) stream.destroy()
  }

  async #end(graceMs: number): Promise<void> {
    this.stdin.end()
    await this.#options.end(graceMs)
  }

  async #settle(): Promise<ExitStatus> {
    const status = await this.#options.exit
    await Promise.all([this.#drain(this.stdout), this.#drain(this.stderr)])
    this.stdin.destroy()
    return status
  }

  /** Resolves at the stream's end; a reader that is slow has all the time it needs. */
  #drain(stream: Socket): Promise<void> {
    if (stream.readableEnded || stream.destroyed) return Promise.resolve()
    return new Promise((resolve) => {
      let bytes = stream.bytesRead
      let quiet = 0
      let unread = 0
      const look = () => {
        unread = hasReader(stream) ? 0 : unread + 1
        if (unread >= quietLooks) stream.resume()
        const waiting = stream.readableLength === 0 && stream.bytesRead === bytes
        quiet = waiting ? quiet + 1 : 0
        bytes = stream.bytesRead
        if (quiet >= quietLooks) stream.destroy()
        else cancel = this.#options.clock.after(lookEveryMs, look)
      }
      let cancel = this.#options.clock.after(lookEveryMs, look)
      const settle = () => {
        cancel()
        resolve()
      }
      stream.once('end', settle)
      stream.once('close', settle)
    })
  }
}

function hasReader(stream: Socket): boolean {
  return stream.readableFlowing !== null || stream.listenerCount('readable') > 0
}
