import { policyOf } from '../../shared/domain/run/queries.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Scope } from '../../shared/kernel/scope.ts'
import type { Engine } from '../engine/engine.ts'
import type { AwakeHold, AwakePort } from '../ports/awake.ts'
import type { Clock } from '../ports/clock.ts'

/** No machine sleeps as soon as this, and short work needs no program for it. */
const afterMs = 20_000

export interface KeepAwakeParts {
  readonly engine: Pick<Engine, 'model' | 'subscribe'>
  readonly awake: AwakePort
  readonly clock: Clock
  /** Whether nobody looks: no window and no page is open. */
  readonly away: () => boolean
}

/** Keeps the machine awake while agents work that a person left alone with it; closed with the scope. */
export function keepAwake(parts: KeepAwakeParts, scope: Scope): void {
  const keeper = scope.own(new Keeper(parts), (opened) => opened.close())
  scope.own(
    parts.engine.subscribe(() => keeper.look()),
    (stop) => stop(),
  )
  keeper.look()
}

class Keeper {
  readonly #parts: KeepAwakeParts
  #cancelTimer: (() => void) | null = null
  #hold: Promise<AwakeHold> | null = null
  #closed = false

  constructor(parts: KeepAwakeParts) {
    this.#parts = parts
  }

  look(): void {
    if (this.#closed) return
    const { clock } = this.#parts
    if (!worksAlone(this.#parts)) void this.#letGo()
    else if (this.#hold === null) this.#cancelTimer ??= clock.after(afterMs, () => this.#take())
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#letGo()
  }

  #take(): void {
    this.#cancelTimer = null
    if (this.#closed || !worksAlone(this.#parts)) return
    this.#hold = this.#parts.awake.hold('Agents are working')
  }

  async #letGo(): Promise<void> {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    const hold = this.#hold
    this.#hold = null
    await (await hold)?.release()
  }
}

function worksAlone({ away, engine }: KeepAwakeParts): boolean {
  const { model } = engine
  const alone = away()
  for (const role of ['holding', 'finishing'] as const) {
    for (const thread of model.thread.inRole(role)) {
      if (works(thread) && (alone || policyOf(model, thread)?.policy.recover === true)) return true
    }
  }
  return false
}

/** What waits for a person needs no machine that is awake. */
function works({ state }: Thread): boolean {
  return state.kind !== 'needs-you'
}
