import { type Decide, events, nothing } from '../../decision.ts'
import { threadInTurn } from '../queries.ts'

export const decideSessionOpened: Decide<'session.report-opened'> = (model, payload) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined) return nothing
  const { generation, session } = payload
  return events({ type: 'thread.session-opened', id: thread.id, generation, session })
}

export const decideSessionClosed: Decide<'session.report-closed'> = (model, payload) => {
  const thread = model.thread.get(payload.thread)
  if (thread === undefined || !thread.session.live || thread.session.generation !== payload.generation) return nothing
  return events({ type: 'thread.session-closed', id: thread.id, generation: payload.generation })
}
