import { newestLanding } from '../../../shared/domain/landing/queries.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { type Verb, verbsOf } from '../../client/thread-verbs.ts'

const noVerbs: readonly Verb[] = []
const kept = new WeakMap<Thread, readonly Verb[]>()

/** The same list for the same thread, so that nothing renders again for it. */
export function verbsFor(model: Model, row: string | null): readonly Verb[] {
  const thread = row === null ? undefined : model.thread.get(row)
  if (thread === undefined) return noVerbs
  const verbs = kept.get(thread) ?? verbsOf(thread, newestLanding(model, thread.id))
  kept.set(thread, verbs)
  return verbs
}
