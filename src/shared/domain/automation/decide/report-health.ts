import { type Decide, events, nothing } from '../../decision.ts'
import { isWatched } from '../health.ts'

/** Some try again every few seconds: that the time of the next try moved is worth no event as long as it is near, in milliseconds. */
const nearMs = 5 * 60_000

export const decideAutomationReportHealth: Decide<'automation.report-health'> = (model, payload) => {
  const automation = model.automation.get(payload.automation)
  if (automation === undefined) return nothing
  const { health, trigger } = payload
  const before = automation.health[trigger]
  if (health === null && before === undefined) return nothing
  // What was told before it ended, and arrives after.
  if (health !== null && !isWatched(automation, trigger)) return nothing
  const same = before !== undefined && isNear(before, health) && isSame(before.failure, health?.failure)
  return same ? nothing : events({ type: 'automation.health-changed', id: automation.id, trigger, health })
}

interface Tried {
  readonly retryAt: number | null
}

function isNear({ retryAt: before }: Tried, now: Tried | null): boolean {
  if (now === null || before === null || now.retryAt === null) return before === now?.retryAt
  return Math.abs(now.retryAt - before) < nearMs
}

function isSame(one: { code: string; message: string }, other?: { code: string; message: string }): boolean {
  return one.code === other?.code && one.message === other.message
}
