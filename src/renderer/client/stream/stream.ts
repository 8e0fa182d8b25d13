import { type KeepAlive, keepAlive } from '../line/keep-alive.ts'
import type { Line, LineAddress, NoLine } from '../line/open-line.ts'
import type { FromStream, StreamEnd, StreamPatch, ToStream } from './messages.ts'
import { ModelFeed } from './model-feed.ts'
import { Publisher } from './publisher.ts'
import type { Timers } from './timers.ts'
import { TrackFeed } from './track-feed.ts'
import { TranscriptShelf } from './transcript-shelf.ts'

export interface StreamOptions {
  readonly timers: Timers
  readonly open: (address: LineAddress) => Promise<Line | NoLine>
  readonly post: (message: FromStream) => void
}

interface Open {
  readonly number: number
  readonly line: Line
  readonly abort: AbortController
  readonly alive: KeepAlive
}

/** The worker's half of a window: follows the host over a line of its own and tells the page what changed. */
export class Stream {
  readonly #options: StreamOptions
  readonly #publisher: Publisher<StreamPatch>
  readonly #model: ModelFeed
  readonly #transcripts: TranscriptShelf
  readonly #tracks: TrackFeed
  /** The try to connect that counts. */
  #number = 0
  #open: Open | null = null
  /** The line whose model is complete, and whether the page knows. */
  #live: number | null = null
  #toldLive: number | null = null

  constructor(options: StreamOptions) {
    const { timers, post } = options
    this.#options = options
    const changed = () => this.#publisher.changed()
    this.#publisher = new Publisher({
      timers,
      make: () => this.#make(),
      post: (patch) => post({ kind: 'patch', ...patch }),
    })
    this.#transcripts = new TranscriptShelf(changed)
    this.#tracks = new TrackFeed(timers, changed)
    this.#model = new ModelFeed({
      onEvents: (events) => this.#tracks.advance(events),
      onSnapshot: () => this.#tracks.restart(),
      onApplied: () => {
        this.#live = this.#number
        this.#open?.alive.heard()
        changed()
      },
    })
  }

  handle(message: ToStream): void {
    switch (message.kind) {
      case 'connect':
        this.#drop()
        this.#number = message.line
        void this.#connect(message.line, message.address)
        break
      case 'drop':
        this.#drop()
        break
      case 'check':
        this.#open?.alive.check()
        break
      case 'shown':
        this.#publisher.shown(message.busyMs)
        break
      case 'tracks':
        this.#tracks.show(message.threads, message.since)
        break
      case 'transcript':
        this.#transcripts.ask(message.thread, message.ask)
    }
  }

  async #connect(number: number, address: LineAddress): Promise<void> {
    const line = await this.#options.open(address)
    if (line === 'refused' || line === 'unreachable') {
      this.#down(number, line === 'refused' ? 'refused' : 'lost')
      return
    }
    if (number !== this.#number) {
      line.close()
      return
    }
    const abort = new AbortController()
    this.#open = { number, line, abort, alive: keepAlive(line) }
    this.#transcripts.connected(line.api)
    this.#tracks.connected(line.api, abort.signal)
    const followed = this.#model.follow(line.api, abort.signal).catch((): 'lost' => 'lost')
    const why = await Promise.race([followed, line.closed.then((): 'lost' => 'lost')])
    line.close()
    this.#down(number, why)
  }

  #down(number: number, why: StreamEnd): void {
    if (number !== this.#number) return
    this.#drop()
    this.#options.post({ kind: 'down', line: number, why })
  }

  #drop(): void {
    this.#number = 0
    this.#live = null
    const open = this.#open
    if (open === null) return
    this.#open = null
    // First, so that nothing is called off over a line that no longer takes it.
    open.line.close()
    this.#transcripts.disconnected()
    this.#tracks.disconnected()
    open.abort.abort()
  }

  #make(): StreamPatch | null {
    const [model, transcripts, tracks] = [this.#model.take(), this.#transcripts.take(), this.#tracks.take()]
    const line = this.#live
    if (model === null && transcripts.length === 0 && tracks.length === 0 && line === this.#toldLive) return null
    this.#toldLive = line
    return { line, model, transcripts, tracks }
  }
}
