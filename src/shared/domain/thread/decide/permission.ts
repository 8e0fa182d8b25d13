import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { threadInTurn } from '../queries.ts'
import { requestSize, requestSizeLimit } from '../request-size.ts'

/** Requests that one thread may have open; an agent that asks for more is refused. */
export const openRequestLimit = 50

export const decidePermissionAsk: Decide<'permission.ask'> = (model, payload, context) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined || thread.turn?.phase === 'cancelling') {
    return refuse('turn-over', 'The turn this request belongs to has ended.', 'Nothing needs answering.')
  }
  if (thread.requests.length >= openRequestLimit) {
    return refuse('too-many-requests', `${thread.title} has ${openRequestLimit} open requests.`, 'Answer those first.')
  }
  const size = requestSize(payload.request)
  if (size > requestSizeLimit) {
    return refuse(
      'request-too-large',
      `${thread.title} asked for permission with ${size} characters; it was denied.`,
      `Have it ask for less at once: at most ${requestSizeLimit} characters are shown.`,
    )
  }
  const request = { ...payload.request, askedAt: context.now }
  return events({ type: 'thread.permission-asked', id: thread.id, request })
}

export const decidePermissionExpire: Decide<'permission.expire'> = (model, payload) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined || !thread.requests.some((open) => open.id === payload.request)) return nothing
  return events({ type: 'thread.permission-expired', id: thread.id, request: payload.request })
}
