import { type Decide, events, refuse } from '../../decision.ts'
import { findThread } from '../find.ts'

export const decideRestore: Decide<'thread.restore'> = (model, payload) => {
  const found = findThread(model, payload.thread)
  if (!found.ok) return found
  const thread = found.value
  if (thread.state.kind !== 'discarded') {
    return refuse(
      'not-discarded',
      `${thread.title} is ${thread.state.kind}, not discarded.`,
      'Nothing needs restoring.',
    )
  }
  switch (thread.state.trash) {
    case 'none':
      return events({ type: 'thread.restored', id: thread.id, to: thread.state.from })
    case 'kept':
      return events({ type: 'thread.restore-requested', id: thread.id })
    case 'moving':
    case 'restoring':
      return refuse('trash-busy', `${thread.title} is still being moved.`, 'Try again in a moment.')
  }
}
