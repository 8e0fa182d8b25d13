import { type Decide, events, nothing } from '../../decision.ts'
import type { Model } from '../../model.ts'
import { threadInTurn } from '../../thread/queries.ts'
import type { Thread } from '../../thread/state.ts'
import { isRecovering } from '../queries.ts'
import { trouble } from '../trouble.ts'

export const decideStillness: Decide<'recovery.report-stillness'> = (model, payload, { now }) => {
  const thread = watched(model, payload)
  if (thread === undefined) return nothing
  const evidence = { kind: 'still', stillness: payload.stillness, requests: thread.requests.length } as const
  return events(...trouble(model, thread, { evidence, now }))
}

export const decideLoop: Decide<'recovery.report-loop'> = (model, payload, { now }) => {
  const thread = watched(model, payload)
  if (thread === undefined || thread.state.kind === 'needs-you') return nothing
  const { call, times } = payload
  return events(...trouble(model, thread, { evidence: { kind: 'loop', call, times }, now }))
}

/** In a turn that nothing is bringing to its end already. */
function watched(model: Model, report: { readonly thread: string; readonly generation: number }): Thread | undefined {
  const thread = threadInTurn(model, report)
  const goesOn = thread?.turn?.phase === 'running' && !thread.freezing && !thread.discarding
  return goesOn && !isRecovering(model, thread.id) ? thread : undefined
}
