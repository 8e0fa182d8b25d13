import type { Model } from '../../../shared/domain/model.ts'
import { findThread } from '../../../shared/domain/thread/find.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { Refused } from './failure-exit.ts'

export function threadNamed(model: Model, id: string): Thread {
  const found = findThread(model, id)
  if (!found.ok) throw new Refused(found.error)
  return found.value
}
