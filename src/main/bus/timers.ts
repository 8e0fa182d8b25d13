import type { Command } from '../../shared/domain/command.ts'
import type { Model } from '../../shared/domain/model.ts'
import { nextCheckAt } from '../../shared/domain/negotiation/due.ts'
import { nextExpiry } from '../../shared/domain/peers/decide/check-expiry.ts'
import { nextLeaseCheckAt } from '../../shared/domain/team/lease.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/ids.ts'

/** The clock on the wall may jump, and a check may leave what it found: both are looked at again, in milliseconds. */
const lookAgainMs = 60_000

export interface BusTimerParts {
  readonly engine: Pick<Engine, 'model' | 'readOnly' | 'report' | 'subscribe'>
  readonly clock: Clock
  readonly ids: IdSource
}

/** Something of the model that time alone changes. */
interface Check {
  readonly command: Extract<Command, { type: 'peers.check-expiry' | 'negotiation.check' | 'item.check-leases' }>
  /** Events after which it may be due at another time. */
  readonly after: readonly string[]
  /** When it is due next, milliseconds since the epoch; null for not at all. */
  readonly next: (model: Model) => number | null
}

const checks: readonly Check[] = [
  { command: { type: 'peers.check-expiry', payload: {} }, after: ['message.', 'mailbox.'], next: nextExpiry },
  { command: { type: 'negotiation.check', payload: {} }, after: ['negotiation.', 'cluster.'], next: nextCheckAt },
  { command: { type: 'item.check-leases', payload: {} }, after: ['item.'], next: nextLeaseCheckAt },
]

/** From here on questions, negotiations and claims come to their end in time, those of an earlier host too. */
export function beginBusTimers(parts: BusTimerParts, scope: Scope): void {
  const due = checks.map((check) => scope.own(new DueCheck(parts, check), (one) => one.end()))
  scope.own(
    parts.engine.subscribe(({ events }) => {
      const types = new Set(events.map(({ event }) => event.type))
      for (const one of due) one.follow(types)
    }),
    (stop) => stop(),
  )
  for (const one of due) one.look()
}

class DueCheck {
  readonly #parts: BusTimerParts
  readonly #check: Check
  #cancel: () => void = () => undefined
  /** The last time it was asked for something that is over, milliseconds since the epoch. */
  #askedFor: number | null = null

  constructor(parts: BusTimerParts, check: Check) {
    this.#parts = parts
    this.#check = check
  }

  follow(types: ReadonlySet<string>): void {
    const { after } = this.#check
    if ([...types].some((type) => after.some((start) => type.startsWith(start)))) this.look()
  }

  /** Once for each moment that is over, however often others look; what stays due is asked for again after a while. */
  look(again = false): void {
    const { clock, engine } = this.#parts
    this.#cancel()
    if (engine.readOnly !== null) return
    const next = this.#check.next(engine.model)
    if (next === null) return
    const left = next - clock.now()
    if (left <= 0 && (again || this.#askedFor !== next)) {
      this.#askedFor = next
      this.#ask()
    }
    const wait = left <= 0 ? lookAgainMs : Math.min(left, lookAgainMs)
    this.#cancel = clock.after(wait, () => this.look(left <= 0))
  }

  end(): void {
    this.#cancel()
  }

  #ask(): void {
    const { engine, ids } = this.#parts
    const { command } = this.#check
    void engine.report({ id: `${command.type}/${ids.next()}`, command })
  }
}
