interface Beat {
  readonly listeners: Set<() => void>
  now: number
  timer: ReturnType<typeof setInterval> | null
}

/** One timer for each pace, however many follow it; none while hidden or unused. */
export class SharedClock {
  readonly #beats = new Map<number, Beat>()
  #hidden = false

  /** As of the last beat, so that everything drawn together shows the same. */
  now(everyMs: number): number {
    return this.#beat(everyMs).now
  }

  subscribe(everyMs: number, listener: () => void): () => void {
    const beat = this.#beat(everyMs)
    if (beat.listeners.size === 0) beat.now = Date.now()
    beat.listeners.add(listener)
    this.#wind(everyMs, beat)
    return () => {
      beat.listeners.delete(listener)
      this.#wind(everyMs, beat)
    }
  }

  setHidden(hidden: boolean): void {
    this.#hidden = hidden
    for (const [everyMs, beat] of this.#beats) {
      if (!hidden) tick(beat)
      this.#wind(everyMs, beat)
    }
  }

  #beat(everyMs: number): Beat {
    const beat = this.#beats.get(everyMs) ?? { listeners: new Set(), now: Date.now(), timer: null }
    this.#beats.set(everyMs, beat)
    return beat
  }

  #wind(everyMs: number, beat: Beat): void {
    const runs = !this.#hidden && beat.listeners.size > 0
    if (runs === (beat.timer !== null)) return
    if (beat.timer !== null) clearInterval(beat.timer)
    beat.timer = runs ? setInterval(() => tick(beat), everyMs) : null
  }
}

function tick(beat: Beat): void {
  beat.now = Date.now()
  for (const listener of beat.listeners) listener()
}
