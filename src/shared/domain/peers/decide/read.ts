import { type Decide, events } from '../../decision.ts'
import { findThread } from '../../thread/find.ts'
import { emptying } from '../emptying.ts'

/** What is part of a turn already is read at its end; what isn't its own, or was read before, is left out. */
export const decideRead: Decide<'peers.read'> = (model, { by, messages }) => {
  const found = findThread(model, by)
  if (!found.ok) return found
  const own = [...new Set(messages)].flatMap((id) => model.message.get(id) ?? [])
  const fetched = own.filter(({ state, to }) => to === by && state.kind === 'accepted')
  return events(
    ...fetched.map(({ id }) => ({ type: 'message.read', id }) as const),
    ...emptying(by, fetched, { how: 'fetched' }),
  )
}
