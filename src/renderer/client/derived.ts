import type { Model } from '../../shared/domain/model.ts'
import { useHost } from './store.ts'

/**
 * A hook for what is computed from the whole model, once for each change of it however many components ask. The
 * earlier value is kept while `same` says that nothing differs, so that nothing renders again.
 */
export function derived<T>(compute: (model: Model) => T, same: (one: T, other: T) => boolean): () => T {
  let known: { readonly revision: number; readonly model: Model; readonly value: T } | null = null
  const at = (revision: number, model: Model): T => {
    if (known !== null && known.revision === revision && known.model === model) return known.value
    const value = compute(model)
    known = { revision, model, value: known !== null && same(known.value, value) ? known.value : value }
    return known.value
  }
  return () => useHost(({ revision, model }) => at(revision, model))
}
