import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import { kinds, pick } from '../options.ts'
import { threadInTurn } from '../queries.ts'
import { requestSize, requestSizeLimit } from '../request-size.ts'
import type { PermissionRequest, Thread } from '../state.ts'

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
  const asked: DomainEvent = { type: 'thread.permission-asked', id: thread.id, request }
  return writes(thread, request.kind) ? events(asked, denied(thread, request)) : events(asked)
}

const writing: ReadonlySet<string> = new Set(['edit', 'delete', 'move', 'execute'])

/** A thread that plans, verifies or judges only reads; nobody has to say no to it. */
function writes(thread: Thread, kind: string): boolean {
  return thread.role !== undefined && writing.has(kind)
}

function denied(thread: Thread, request: PermissionRequest): DomainEvent {
  const option = pick(request.options, kinds.deny)?.id ?? null
  const reason = 'This thread only reads: whatever changes files or runs commands is denied.'
  return { type: 'thread.permission-answered', id: thread.id, request: request.id, option, reason }
}

export const decidePermissionExpire: Decide<'permission.expire'> = (model, payload) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined || !thread.requests.some((open) => open.id === payload.request)) return nothing
  return events({ type: 'thread.permission-expired', id: thread.id, request: payload.request })
}
