import { type Decide, events, refuse } from '../../decision.ts'
import { putAside } from '../put-aside.ts'

/** What the thread asked stays without an answer; it has gone on long since. */
export const decideDismiss: Decide<'peers.dismiss'> = (model, { message: id }) => {
  for (const { asked = [], id: asker } of model.mailbox.values()) {
    const question = asked.find(({ message, overdueSince }) => message === id && overdueSince !== undefined)
    if (question === undefined) continue
    return events(...putAside(model, asker, { questions: [question], because: 'A person put it aside.' }))
  }
  return refuse(
    'question-unknown',
    `No question ${id} waits for a person; nothing was changed.`,
    'Look at what waits: it may have been answered in the meantime.',
  )
}
