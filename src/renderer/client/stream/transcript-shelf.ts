import type { HostApi } from '../host-api.ts'
import type { TranscriptAsk, TranscriptPatch } from './messages.ts'
import { TranscriptFeed } from './transcript-feed.ts'

/** Conversations kept so that going back to one is instant. */
const mostKept = 20
/** Of those not on the screen, so many are followed on. */
const mostFollowed = 3
/** UTF-16 units of text in all kept conversations that aren't on the screen. */
const mostText = 32_000_000

/** The conversations on the screen, followed live, and those shown lately. */
export class TranscriptShelf {
  readonly #changed: () => void
  /** Most lately shown last. */
  readonly #feeds = new Map<string, TranscriptFeed>()
  /** How many places on the screen show it. */
  readonly #shown = new Map<string, number>()
  #gone: string[] = []
  #api: HostApi | null = null

  constructor(changed: () => void) {
    this.#changed = changed
  }

  ask(thread: string, ask: TranscriptAsk): void {
    const feed = this.#feeds.get(thread)
    if (ask === 'show') this.#show(thread)
    else if (ask === 'hide') this.#hide(thread)
    else if (ask === 'earlier') void feed?.earlier()
    else feed?.setAtEnd(ask === 'end')
  }

  connected(api: HostApi): void {
    this.#api = api
    this.#settle()
  }

  disconnected(): void {
    this.#api = null
    for (const feed of this.#feeds.values()) feed.unfollow()
  }

  take(): readonly TranscriptPatch[] {
    const gone = this.#gone.map((thread): TranscriptPatch => ({ kind: 'gone', thread }))
    this.#gone = []
    const patches = [...this.#feeds.values()].map((feed) => feed.take()).filter((patch) => patch !== null)
    return [...gone, ...patches]
  }

  #show(thread: string): void {
    const feed = this.#feeds.get(thread) ?? new TranscriptFeed(thread, this.#changed)
    this.#feeds.delete(thread)
    this.#feeds.set(thread, feed)
    this.#shown.set(thread, (this.#shown.get(thread) ?? 0) + 1)
    this.#settle()
    this.#changed()
  }

  #hide(thread: string): void {
    const places = (this.#shown.get(thread) ?? 1) - 1
    if (places > 0) {
      this.#shown.set(thread, places)
      return
    }
    this.#shown.delete(thread)
    this.#feeds.get(thread)?.hide()
    this.#settle()
  }

  /** Follows what is to be followed and forgets what is too much. */
  #settle(): void {
    const hidden = [...this.#feeds.values()].filter((feed) => !this.#shown.has(feed.thread)).reverse()
    let text = 0
    for (const [at, feed] of hidden.entries()) {
      text += feed.size
      if (at >= mostFollowed) feed.unfollow()
      if (at + this.#shown.size >= mostKept || text > mostText) this.#forget(feed)
    }
    if (this.#api === null) return
    const followed = hidden.slice(0, mostFollowed).map((feed) => feed.thread)
    for (const thread of [...this.#shown.keys(), ...followed]) this.#feeds.get(thread)?.follow(this.#api)
  }

  #forget(feed: TranscriptFeed): void {
    feed.unfollow()
    this.#feeds.delete(feed.thread)
    this.#gone.push(feed.thread)
  }
}
