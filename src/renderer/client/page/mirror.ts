import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { Aggregate, Model, States } from '../../../shared/domain/model.ts'
import type { InstanceChange, ModelPatch } from '../stream/messages.ts'

/** The page's copy of the live model, made of the worker's patches. Instances that don't change stay the same objects. */
export class Mirror {
  readonly #memory = new MemoryModel()
  #at: { readonly host: string; readonly sequence: number } | null = null

  get model(): Model {
    return this.#memory.model
  }

  /** Where the model stands; null before the first patch. */
  get at(): { readonly host: string; readonly sequence: number } | null {
    return this.#at
  }

  apply({ host, sequence, changed, removed }: ModelPatch): void {
    for (const { aggregate, id } of removed) this.#memory.remove(aggregate, id)
    for (const change of changed) {
      const before = this.model[change.aggregate].get(change.id)
      this.#memory.put(change.aggregate, change.id, changedInstance(before, change))
    }
    this.#at = { host, sequence }
  }
}

/** The worker names every field of an instance that the page doesn't have. */
function changedInstance(before: States[Aggregate] | undefined, { fields, gone }: InstanceChange): States[Aggregate] {
  const kept = Object.entries(before ?? {}).filter(([name]) => !gone.includes(name))
  return { ...Object.fromEntries(kept), ...fields } as unknown as States[Aggregate]
}
