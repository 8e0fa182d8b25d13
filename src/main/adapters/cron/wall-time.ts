/** Two times between which a zone changes its clocks at most once, whatever its distance from UTC. */
const aroundMs = 38 * 3_600_000
/** Clock changes lie on whole seconds. */
const finestMs = 1000

/**
 * What clocks in a zone show. A wall time is written as milliseconds since the epoch of a clock in UTC that shows the
 * same, so that it can be compared and counted on.
 */
export class WallTime {
  readonly #format: Intl.DateTimeFormat

  /** Throws a RangeError for a zone that isn't known. */
  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  }

  /** What the clocks show at that instant. */
  at(instant: number): number {
    const shown = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0 }
    for (const { type, value } of this.#format.formatToParts(instant)) {
      if (type in shown) shown[type as keyof typeof shown] = Number(value)
    }
    const { year, month, day, hour, minute, second } = shown
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000)
  }

  /**
   * The first instant at which the clocks show `wall`; where they never do because they are put forward over it, the
   * instant of that change. Never falls as `wall` rises.
   */
  instantOf(wall: number): number {
    const before = wall - this.#offset(wall - aroundMs)
    const after = wall - this.#offset(wall + aroundMs)
    const shown = [before, after].filter((instant) => this.at(instant) === wall)
    return shown.length > 0 ? Math.min(...shown) : this.#change(Math.min(before, after), Math.max(before, after))
  }

  #offset(instant: number): number {
    return this.at(instant) - instant
  }

  /** The first instant with the distance from UTC that holds at `to`. */
  #change(from: number, to: number): number {
    const then = this.#offset(to)
    let low = Math.floor(from / finestMs) - 1
    let high = Math.ceil(to / finestMs)
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (this.#offset(middle * finestMs) === then) high = middle
      else low = middle
    }
    return high * finestMs
  }
}
