import { type Decide, events, nothing } from '../../decision.ts'

export const decideAutomationReportHealth: Decide<'automation.report-health'> = (model, payload) => {
  const automation = model.automation.get(payload.automation)
  if (automation === undefined) return nothing
  const { health, trigger } = payload
  const before = automation.health[trigger]
  if (health === null && before === undefined) return nothing
  const same = before !== undefined && before.retryAt === health?.retryAt && isSame(before.failure, health.failure)
  return same ? nothing : events({ type: 'automation.health-changed', id: automation.id, trigger, health })
}

function isSame(one: { code: string; message: string }, other: { code: string; message: string }): boolean {
  return one.code === other.code && one.message === other.message
}
