import type { Model } from '../model.ts'
import type { Thread } from './state.ts'

/**
 * The threads that have to land before this one can: it started from their work. One whose task has landed by another
 * attempt holds nothing up, and neither does one that has left the live model.
 */
export function landsAfter(model: Model, thread: Thread): readonly Thread[] {
  return (thread.stackedOn ?? []).flatMap((id) => {
    const other = model.thread.get(id)
    if (other === undefined || other.state.kind === 'landed') return []
    return model.task.get(other.task)?.state.kind === 'landed' ? [] : other
  })
}
