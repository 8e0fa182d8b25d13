import type { Clock } from '../../ports/clock.ts'
import { HelperLink, type HelperLinkOptions } from './helper-link.ts'

export interface HelperSupplyOptions extends Omit<HelperLinkOptions, 'onGone'> {
  readonly clock: Clock
  readonly socketFile: string
  readonly journalFile: string
  /** Called before what was asked of the lost helper is answered. */
  readonly onGone: () => void
}

export const startsAllowed = 6
export const startsAllowedWithinMs = 60_000

/** The helper of the moment: started again when it is needed and the last one is gone, within bounds. */
export class HelperSupply {
  readonly #options: HelperSupplyOptions
  readonly #startedAt: number[] = []
  #link: HelperLink | null = null

  constructor(options: HelperSupplyOptions) {
    this.#options = options
  }

  /** The running helper, if any. */
  get running(): HelperLink | null {
    return this.#link?.alive === true ? this.#link : null
  }

  /** The running helper, else a new one; null when too many ended lately. */
  take(nextId: () => number): HelperLink | null {
    if (this.running !== null) return this.running
    const now = this.#options.clock.monotonic()
    while ((this.#startedAt[0] ?? now) < now - startsAllowedWithinMs) this.#startedAt.shift()
    if (this.#startedAt.length >= startsAllowed) return null
    this.#startedAt.push(now)
    const replaces = this.#link !== null
    const { socketFile, journalFile } = this.#options
    this.#link = new HelperLink(this.#options)
    this.#link.post({ kind: 'open', socketFile, journalFile })
    // What the lost one had recorded has been ended with it; this clears its lines.
    if (replaces) this.#link.post({ kind: 'reap', id: nextId() })
    return this.#link
  }
}
