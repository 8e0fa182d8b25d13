import { type Decide, events, nothing } from '../../decision.ts'
import { steerForMail } from '../../peers/steering.ts'
import { threadInTurn } from '../queries.ts'

export const decideActivity: Decide<'activity.report'> = (model, payload, context) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined) return nothing
  const { kind, detail, silentSince } = payload.activity
  const { activity } = thread
  const goesOn = activity?.kind === kind && activity.detail === detail
  if (goesOn && activity.silentSince === silentSince) return nothing
  const silent = silentSince === undefined ? {} : { silentSince }
  const since = goesOn ? activity.since : context.now
  return events(
    { type: 'thread.activity-changed', id: thread.id, activity: { kind, detail, since, ...silent } },
    ...steerForMail(model, thread, kind),
  )
}

export const decideUsage: Decide<'usage.report'> = (model, payload) => {
  const thread = threadInTurn(model, payload)
  if (thread === undefined) return nothing
  return events({ type: 'thread.usage-reported', id: thread.id, usage: payload.usage })
}
