import { type Decide, events, nothing } from '../../decision.ts'
import { findTask } from '../find.ts'

/** A person lets a proposed task be one of the plan. */
export const decideAcceptTask: Decide<'task.accept'> = (model, payload) => {
  const found = findTask(model, payload.task)
  if (!found.ok) return found
  return found.value.state.kind === 'proposed' ? events({ type: 'task.accepted', id: found.value.id }) : nothing
}
