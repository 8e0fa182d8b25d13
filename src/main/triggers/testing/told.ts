import type { Project } from '../../../shared/domain/project/state.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import type { AutomationId, ProjectId } from '../../../shared/kernel/ids.ts'
import type { JsonObject, JsonValue } from '../../../shared/kernel/json.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { Scope } from '../../../shared/kernel/scope.ts'
import type { Trigger, TriggerEvent } from '../../ports/trigger.ts'

const noDisk = failure('store-failed', 'The disk is full. Nothing was stored.', 'Free some space.')

const anyProject: Project = {
  id: 'p' as ProjectId,
  name: 'p',
  openedAt: 0,
  root: '/nowhere',
  gitDirectory: '/nowhere/.git',
  prefix: '',
  branchPrefix: 'sy',
}

/** Keeps what a trigger tells as the host does: events by id, and the cursor with them or not at all. */
export class Told {
  readonly events: TriggerEvent[] = []
  readonly troubles: (Failure | null)[] = []
  readonly project = anyProject
  cursor: JsonValue | null = null
  /** How many deliveries were refused. */
  refused = 0
  /** How many deliveries are refused yet. */
  refusing = 0
  /** Ids that were told although they were decided. */
  readonly twice: string[] = []
  #waiting: { readonly done: () => boolean; readonly resolve: () => void }[] = []

  get ids(): readonly string[] {
    return this.events.map((event) => event.id)
  }

  /** Begins the trigger; the answered scope ends it. */
  begin<Settings extends JsonObject>(trigger: Trigger<Settings>, settings: JsonObject, project = anyProject): Scope {
    const scope = new Scope()
    const watch = {
      automation: { id: 'p:a' as AutomationId, name: 'a' },
      project,
      cursor: this.cursor,
      deliver: async (events: readonly TriggerEvent[], cursor?: JsonValue) => {
        if (this.refusing > 0) {
          this.refusing -= 1
          this.refused += 1
          this.#changed()
          return err(noDisk)
        }
        const known = new Set(this.ids)
        this.twice.push(...events.map((event) => event.id).filter((id) => known.has(id)))
        this.events.push(...events.filter((event) => !known.has(event.id)))
        if (cursor !== undefined) this.cursor = structuredClone(cursor)
        this.#changed()
        return ok(undefined)
      },
      health: (trouble: { readonly failure: Failure } | null) => {
        this.troubles.push(trouble?.failure ?? null)
        this.#changed()
      },
    }
    trigger.begin(trigger.settings.parse(settings), watch, scope)
    return scope
  }

  /** Resolves once what was told is so. */
  until(done: () => boolean): Promise<void> {
    if (done()) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push({ done, resolve }))
  }

  #changed(): void {
    const ready = this.#waiting.filter((waiting) => waiting.done())
    this.#waiting = this.#waiting.filter((waiting) => !ready.includes(waiting))
    for (const { resolve } of ready) resolve()
  }
}
