import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { judge } from '../../permission/judge.ts'
import type { PermissionPolicy } from '../../permission/policy.ts'
import { answersCountOn, policyOf, requestPlace } from '../../permission/policy-of.ts'
import { factsOf } from '../../permission/request-facts.ts'
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
  const policy = policyOf(model, thread.run)
  const request = { ...offered(payload.request, policy), askedAt: context.now }
  const asked: DomainEvent = { type: 'thread.permission-asked', id: thread.id, request }
  const answered = writes(thread, request.kind) ? denied(thread, request, readsOnly) : ruled(model, thread, request)
  return events(asked, ...(answered === null ? [] : [answered]))
}

/** Where a rule could deny a later request, no answer counts for later ones. */
function offered<Request extends { readonly options: PermissionRequest['options'] }>(
  request: Request,
  policy: PermissionPolicy | undefined,
): Request {
  if (answersCountOn(policy)) return request
  return { ...request, options: request.options.filter(({ kind }) => kind !== 'allow-always') }
}

/** The answer that the run's rules give; null where a person gives it. */
function ruled(model: Model, thread: Thread, request: PermissionRequest): DomainEvent | null {
  const policy = policyOf(model, thread.run)
  if (policy === undefined) return null
  const { because, verdict } = judge(policy, factsOf(request, requestPlace(model, thread)))
  if (verdict === 'deny') return denied(thread, request, because ?? 'Denied.')
  const once = pick(request.options, kinds.allow)
  if (verdict === 'ask' || once === undefined) return null
  return { type: 'thread.permission-answered', id: thread.id, request: request.id, option: once.id, reason: because }
}

const readsOnly = 'This thread only reads: whatever changes files or runs commands is denied.'

const writing: ReadonlySet<string> = new Set(['edit', 'delete', 'move', 'execute'])

/** A thread that plans, verifies or judges only reads; nobody has to say no to it. */
function writes(thread: Thread, kind: string): boolean {
  return thread.role !== undefined && writing.has(kind)
}

function denied(thread: Thread, request: PermissionRequest, reason: string): DomainEvent {
  const option = pick(request.options, kinds.deny)?.id ?? null
  return { type: 'thread.permission-answered', id: thread.id, request: request.id, option, reason }
}

export const decidePermissionExpire: Decide<'permission.expire'> = (model, payload) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined || !thread.requests.some((open) => open.id === payload.request)) return nothing
  return events({ type: 'thread.permission-expired', id: thread.id, request: payload.request })
}
