import type { StoredEvent } from '../../../shared/domain/event.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import type { DesktopHost } from './desktop-host.ts'

type Follower = (events: readonly StoredEvent[], host: DesktopHost) => void

/** Holds the host that the windows share; a joined one that has gone is replaced when somebody asks again. */
export class HostHolder {
  readonly #find: () => Promise<Result<DesktopHost, Failure>>
  readonly #asked: () => void
  readonly #followers = new Set<Follower>()
  #finding: Promise<Result<DesktopHost, Failure>> | null = null
  #present: DesktopHost | null = null
  #closed = false

  /** `asked` is called when a client asks the own host to end, which is for the app to do. */
  constructor(find: () => Promise<Result<DesktopHost, Failure>>, asked: () => void) {
    this.#find = find
    this.#asked = asked
  }

  get present(): DesktopHost | null {
    return this.#present
  }

  /** The host, found first where there is none. */
  get(): Promise<Result<DesktopHost, Failure>> {
    if (this.#present !== null) return Promise.resolve(ok(this.#present))
    this.#finding ??= this.#take().finally(() => {
      this.#finding = null
    })
    return this.#finding
  }

  /** Calls the listener after each change of the model, whichever host it is of, and once when there is a new host. */
  follow(listener: Follower): void {
    this.#followers.add(listener)
  }

  /** Ends the own host, or leaves a joined one; there is none after that. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#finding
    const host = this.#present
    this.#present = null
    await host?.close()
  }

  async #take(): Promise<Result<DesktopHost, Failure>> {
    const found = await this.#find()
    if (!found.ok) return found
    const host = found.value
    this.#present = host
    const stop = host.follow((events) => this.#tell(events, host))
    void host.over.then(() => {
      stop()
      if (this.#present !== host) return
      if (host.kind === 'own') this.#asked()
      else this.#present = null
    })
    if (!this.#closed) this.#tell([], host)
    return found
  }

  #tell(events: readonly StoredEvent[], host: DesktopHost): void {
    for (const follower of [...this.#followers]) follower(events, host)
  }
}
