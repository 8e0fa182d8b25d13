import type { Failure } from '../../shared/kernel/failure.ts'
import type { AutomationId } from '../../shared/kernel/ids.ts'
import type { Engine } from '../engine/engine.ts'
import type { IdSource } from '../ports/ids.ts'

export interface Trouble {
  readonly failure: Failure
  readonly retryAt: number | null
}

interface HealthParts {
  readonly engine: Pick<Engine, 'model' | 'report'>
  readonly ids: IdSource
}

/** Whether triggers work, told to the model where that differs from what was told before. */
export class HealthReports {
  readonly #parts: HealthParts
  /** What was told last and may not be in the model yet. */
  readonly #told = new Map<string, string>()

  constructor(parts: HealthParts) {
    this.#parts = parts
  }

  told(automation: AutomationId, trigger: string, trouble: Trouble | null): void {
    const { engine, ids } = this.#parts
    const name = `${automation}/${trigger}`
    const said = JSON.stringify(trouble)
    const known = engine.model.automation.get(automation)?.health[trigger]
    const present = known === undefined ? null : { failure: known.failure, retryAt: known.retryAt }
    if ((this.#told.get(name) ?? JSON.stringify(present)) === said) return
    this.#told.set(name, said)
    const payload = { automation, trigger, health: trouble }
    const command = { type: 'automation.report-health', payload } as const
    void engine.report({ id: `health/${ids.next()}`, command }).then(() => {
      // From here on the model says it, also where that is another thing because the trigger was begun anew.
      if (this.#told.get(name) === said) this.#told.delete(name)
    })
  }
}
