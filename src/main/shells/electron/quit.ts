import type { Settings } from '../../../shared/settings/settings.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DesktopHost } from './desktop-host.ts'
import { liveThreads } from './live-threads.ts'
import { parkThreads } from './park-threads.ts'
import { askToQuit, showParking } from './quit-dialog.ts'
import { inBackground, planQuit, type QuitPlan } from './quit-plan.ts'

/** How long parking may take, in seconds. */
const parkingSeconds = 20

export interface QuitParts {
  readonly clock: Clock
  readonly host: () => DesktopHost | null
  readonly onQuit: () => Settings['onQuit']
  readonly remember: (onQuit: Settings['onQuit']) => Promise<void>
  readonly tray: boolean
  readonly windows: () => number
  /** Closes the windows for good; the app lives on. */
  readonly closeWindows: () => void
  /** Closes what is open, host included. */
  readonly close: () => Promise<void>
  /** Starts a host in the background that takes over, once this one is closed. */
  readonly handOver: () => void
  readonly exit: () => void
  readonly problem: (message: string, error: unknown) => void
}

/** What happens when a person quits, or closes the last window. One of these at a time. */
export class Quit {
  readonly #parts: QuitParts
  #under: 'nothing' | 'question' | 'end' = 'nothing'

  constructor(parts: QuitParts) {
    this.#parts = parts
  }

  /** Set once the app ends and windows may close. */
  get ending(): boolean {
    return this.#under === 'end'
  }

  /** Whether closing the last window must be asked about first. */
  get mustAsk(): boolean {
    return !this.ending && this.#plan() !== 'end'
  }

  async request(): Promise<void> {
    if (this.#under !== 'nothing') return
    this.#under = 'question'
    const plan = await this.#decided()
    // A signal may have ended it meanwhile.
    if (this.ending) return
    this.#under = 'nothing'
    if (plan === 'stay') this.#parts.closeWindows()
    else if (plan !== 'cancel') await this.#end(plan)
  }

  /** Ends in order without asking: a signal, or the system itself ends. Turns go on at the next start. */
  async endNow(): Promise<void> {
    if (!this.ending) await this.#end('end')
  }

  #plan(): QuitPlan {
    const host = this.#parts.host()
    return planQuit({
      live: host === null ? 0 : liveThreads(host.model).length,
      host: host?.kind ?? 'none',
      onQuit: this.#parts.onQuit(),
      tray: this.#parts.tray,
      windows: this.#parts.windows() > 0,
    })
  }

  async #decided(): Promise<Exclude<QuitPlan, 'ask'> | 'cancel'> {
    const plan = this.#plan()
    if (plan !== 'ask') return plan
    const { choice, remember } = await askToQuit(this.#live().length)
    if (choice === 'cancel') return 'cancel'
    if (remember) await this.#remember(choice)
    return choice === 'park' ? 'park' : inBackground({ tray: this.#parts.tray, windows: this.#parts.windows() > 0 })
  }

  async #remember(choice: Settings['onQuit']): Promise<void> {
    try {
      await this.#parts.remember(choice)
    } catch (error) {
      this.#parts.problem('The answer could not be remembered; it is asked for again next time.', error)
    }
  }

  async #end(plan: 'end' | 'hand-over' | 'park'): Promise<void> {
    this.#under = 'end'
    if (plan === 'park') await this.#park()
    await this.#parts.close()
    try {
      if (plan === 'hand-over') this.#parts.handOver()
    } catch (error) {
      this.#parts.problem('No host could be started in the background; work goes on at the next start.', error)
    }
    this.#parts.exit()
  }

  async #park(): Promise<void> {
    const host = this.#parts.host()
    if (host === null) return
    const parked = new AbortController()
    const impatient = new AbortController()
    void showParking(this.#live().length, parkingSeconds, parked.signal).then(() => impatient.abort())
    const { clock } = this.#parts
    await parkThreads(host, { clock, limitMs: parkingSeconds * 1000, signal: impatient.signal })
    parked.abort()
  }

  #live() {
    const host = this.#parts.host()
    return host === null ? [] : liveThreads(host.model)
  }
}
