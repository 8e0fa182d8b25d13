import { type Decide, events, refuse } from '../../decision.ts'
import { findThread } from '../find.ts'

/** A person lets it go on before the thread that it was put behind has landed. */
export const decideRelease: Decide<'thread.release'> = (model, payload) => {
  const found = findThread(model, payload.thread)
  if (!found.ok) return found
  const { behind, id, title } = found.value
  if (behind === undefined) {
    return refuse(
      'not-behind',
      `${title} waits for no other thread; nothing was changed.`,
      'Look at what it waits for.',
    )
  }
  return events({ type: 'thread.released', id, because: 'You said that it should go on now.' })
}
