import type { Model } from '../../shared/domain/model.ts'
import type { Recovery } from '../../shared/domain/recovery/state.ts'
import { needsClock } from '../../shared/domain/run/budget.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { Engine } from '../engine/engine.ts'
import type { Clock } from '../ports/clock.ts'
import type { IdSource } from '../ports/ids.ts'

/** How often budgets are looked at while time alone can use one up, in milliseconds. */
const budgetsEveryMs = 15_000
/** The clock on the wall may jump: what is due later than this is looked at again, in milliseconds. */
const lookAgainMs = 60_000

export interface TimerParts {
  readonly engine: Engine
  readonly clock: Clock
  readonly ids: IdSource
}

/** From here on steps of recovery go on when they are due, those of an earlier host too, and budgets are watched. */
export function beginTimers(parts: TimerParts, scope: Scope): void {
  const steps = scope.own(new DueSteps(parts), (due) => due.end())
  scope.own(
    parts.engine.subscribe(({ events }) => steps.follow(events.map(({ event }) => event.type))),
    (stop) => stop(),
  )
  steps.look()
  watchBudgets(parts, scope)
}

/** Sends each due step once. One that changed nothing, as in a freeze, is offered again after a thaw or a resume. */
class DueSteps {
  readonly #parts: TimerParts
  readonly #sent = new Set<string>()
  #round = 0
  #cancel: () => void = () => undefined

  constructor(parts: TimerParts) {
    this.#parts = parts
  }

  follow(types: readonly string[]): void {
    const resumed = types.some((type) => resuming.has(type))
    if (resumed) {
      this.#sent.clear()
      this.#round += 1
    }
    if (resumed || types.some((type) => type.startsWith('recovery.'))) this.look()
  }

  look(): void {
    const { clock, engine } = this.#parts
    this.#cancel()
    if (engine.readOnly !== null) return
    let next = Number.POSITIVE_INFINITY
    const now = clock.now()
    for (const [recovery, dueAt] of waiting(engine.model)) {
      const name = `${recovery.id}/${recovery.number}`
      if (this.#sent.has(name)) continue
      if (dueAt <= now) this.#proceed(recovery, name)
      else next = Math.min(next, dueAt - now)
    }
    if (next !== Number.POSITIVE_INFINITY) {
      this.#cancel = clock.after(Math.min(next, lookAgainMs), () => this.look())
    }
  }

  end(): void {
    this.#cancel()
  }

  #proceed({ id: thread, number }: Recovery, name: string): void {
    const { engine, ids } = this.#parts
    this.#sent.add(name)
    const again = this.#round === 0 ? '' : `/${ids.next()}`
    void engine.report({
      id: `recovery/${name}${again}`,
      command: { type: 'recovery.proceed', payload: { thread, number } },
    })
  }
}

const resuming: ReadonlySet<string> = new Set(['pool.thawed', 'run.resumed', 'run.approved'])

function* waiting(model: Model): Iterable<readonly [Recovery, number]> {
  for (const recovery of model.recovery.values()) {
    const dueAt = recovery.next === null ? undefined : recovery.diagnoses.at(-1)?.dueAt
    if (dueAt !== undefined) yield [recovery, dueAt]
  }
}

function watchBudgets({ clock, engine, ids }: TimerParts, scope: Scope): void {
  let cancel: () => void = () => undefined
  const look = () => {
    if (engine.readOnly === null && needsClock(engine.model)) {
      void engine.report({ id: `budgets/${ids.next()}`, command: { type: 'run.check-budgets', payload: {} } })
    }
    cancel = clock.after(budgetsEveryMs, look)
  }
  look()
  scope.own(null, () => cancel())
}
