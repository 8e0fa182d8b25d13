import { type Decide, events, nothing } from '../../decision.ts'
import { threadInTurn } from '../queries.ts'

export const decideActivity: Decide<'activity.report'> = (model, payload, context) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined) return nothing
  const { kind, detail } = payload.activity
  if (thread.activity?.kind === kind && thread.activity.detail === detail) return nothing
  return events({ type: 'thread.activity-changed', id: thread.id, activity: { kind, detail, since: context.now } })
}

export const decideUsage: Decide<'usage.report'> = (model, payload) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined) return nothing
  return events({ type: 'thread.usage-reported', id: thread.id, usage: payload.usage })
}
