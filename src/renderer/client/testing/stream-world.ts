import type { StateEntry } from '../../../shared/contract/channels/model.ts'
import { aggregates, type Model } from '../../../shared/domain/model.ts'
import type { Track } from '../../../shared/domain/track/track.ts'
import { Mirror } from '../page/mirror.ts'
import { emptyView, patchedView, type TranscriptView } from '../page/transcript-view.ts'
import type { FromStream, StreamPatch } from '../stream/messages.ts'
import { Stream } from '../stream/stream.ts'
import { applyTrackPatch } from '../stream/track-difference.ts'
import { FakeHost } from './fake-host.ts'
import { ManualTimers } from './manual-timers.ts'

/** A host, a worker's stream on it, and what a page makes of its messages. */
export class StreamWorld {
  readonly host = new FakeHost()
  readonly timers = new ManualTimers()
  readonly mirror = new Mirror()
  readonly views = new Map<string, TranscriptView>()
  readonly tracks = new Map<string, Track>()
  readonly patches: StreamPatch[] = []
  readonly downs: FromStream[] = []
  readonly stream: Stream
  unshown = 0
  #line = 0
  #close: (() => void) | null = null

  constructor() {
    const open = async () => {
      const { line } = this.host.connect()
      this.#close = () => line.close()
      return line
    }
    this.stream = new Stream({ timers: this.timers, open, post: (message) => this.#receive(structuredClone(message)) })
  }

  async connect(): Promise<void> {
    this.#line += 1
    const address = { kind: 'socket', url: 'ws://host', token: 'token' } as const
    this.stream.handle({ kind: 'connect', line: this.#line, address })
    await this.settle()
  }

  /** The line breaks, as a socket does. */
  async cut(): Promise<void> {
    this.#close?.()
    await this.settle()
  }

  /** The page has drawn the last patch. */
  shown(): void {
    if (this.unshown === 0) return
    this.unshown -= 1
    this.stream.handle({ kind: 'shown', busyMs: 1 })
  }

  /** Everything that happened reaches the stream. */
  async settle(): Promise<void> {
    this.host.tell()
    await new Promise<void>((resolve) => void setImmediate(resolve))
  }

  /** Everything reaches the page. */
  async rest(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      await this.settle()
      this.shown()
      this.timers.advance(300)
    }
  }

  view(thread: string): TranscriptView {
    return this.views.get(thread) ?? emptyView
  }

  #receive(message: FromStream): void {
    if (message.kind === 'down') {
      this.downs.push(message)
      return
    }
    this.unshown += 1
    this.patches.push(message)
    if (message.model !== null) this.mirror.apply(message.model)
    for (const patch of message.transcripts) {
      if (patch.kind === 'gone') this.views.delete(patch.thread)
      else this.views.set(patch.thread, patchedView(this.view(patch.thread), patch))
    }
    for (const patch of message.tracks) {
      this.tracks.set(patch.thread, applyTrackPatch(this.tracks.get(patch.thread) ?? [], patch))
    }
  }
}

/** A model as plain values that can be compared, in whatever order it was filled. */
export function statesOf(model: Model): Readonly<Record<string, unknown>> {
  return recordOf(
    aggregates.flatMap((aggregate) =>
      [...model[aggregate].values()].map((state) => ({ aggregate, id: state.id, state }) as StateEntry),
    ),
  )
}

export function recordOf(entries: readonly StateEntry[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(entries.map(({ aggregate, id, state }) => [`${aggregate} ${id}`, state]))
}
