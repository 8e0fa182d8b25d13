import { automationLimits } from '../../shared/domain/automation/definition.ts'
import { dueAt } from '../../shared/domain/automation/due.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/ids.ts'
import type { StorePort } from '../ports/store.ts'

const dayMs = 24 * 60 * 60 * 1000
/** The clock on the wall may jump, and a machine may sleep: what is due is looked for at least as often, in milliseconds. */
const lookAgainMs = 60_000

export interface TimerParts {
  readonly engine: Pick<Engine, 'model' | 'readOnly' | 'report' | 'subscribe'>
  readonly store: Pick<StorePort, 'expirePayloads'>
  readonly clock: Clock
  readonly ids: IdSource
  readonly problem: (message: string, error: unknown) => void
}

/** From here on what is held for a time goes on when that is over, and what events said is deleted in time. */
export function beginAutomationTimers(parts: TimerParts, scope: Scope): void {
  const due = scope.own(new DueCheck(parts), (one) => one.end())
  scope.own(
    parts.engine.subscribe(({ events }) => {
      if (events.some(({ event }) => /^(automation|firing)\.|^project\.automations-paused/.test(event.type))) due.look()
    }),
    (stop) => stop(),
  )
  due.look()
  expireDaily(parts, scope)
}

class DueCheck {
  readonly #parts: TimerParts
  #cancel: () => void = () => undefined
  /** A check is being decided; what changes meanwhile is looked at right after it. */
  #asked = false
  #changed = false

  constructor(parts: TimerParts) {
    this.#parts = parts
  }

  /** Many that are due go in parts, one right after the other; a check that changes nothing is left for a while. */
  look(): void {
    this.#changed = true
    if (this.#asked) return
    const { clock, engine } = this.#parts
    this.#cancel()
    if (engine.readOnly !== null) return
    const now = clock.now()
    const due = dueAt(engine.model, now)
    if (due === null) return
    this.#cancel = clock.after(due <= now ? lookAgainMs : Math.min(due - now, lookAgainMs), () => this.look())
    if (due <= now) void this.#ask()
  }

  end(): void {
    this.#asked = true
    this.#cancel()
  }

  async #ask(): Promise<void> {
    const { engine, ids } = this.#parts
    this.#asked = true
    this.#changed = false
    const command = { type: 'automation.check', payload: {} } as const
    const done = await engine.report({ id: `automation-check/${ids.next()}`, command })
    if (!done.ok) return
    this.#asked = false
    if (this.#changed) this.look()
  }
}

function expireDaily({ clock, engine, problem, store }: TimerParts, scope: Scope): void {
  let cancel: () => void = () => undefined
  const look = () => {
    if (engine.readOnly === null) {
      const failed = (error: unknown) => problem('what events said could not be deleted in time', error)
      store.expirePayloads(clock.now() - automationLimits.payloadDays * dayMs).then((done) => {
        if (!done.ok) failed(done.error satisfies Failure)
      }, failed)
    }
    cancel = clock.after(dayMs, look)
  }
  look()
  scope.own(null, () => cancel())
}
