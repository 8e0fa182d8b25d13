import type { Project } from '../project/state.ts'
import { spentOn } from './counting.ts'
import { isQuiet } from './quiet.ts'
import type { Automation, HoldCode } from './state.ts'
import { dollars } from './words.ts'

export interface Hold {
  readonly kind: 'held'
  readonly code: HoldCode
  readonly reason: string
}

/** What keeps everything of an automation from being dispatched at `now` (ms since the epoch); null where nothing does. */
export function holdOf(automation: Automation, project: Project | undefined, now: number): Hold | null {
  const { definition } = automation
  if (project?.automationsPausedSince !== undefined) return held('paused', 'automations of this project are paused')
  if (definition === null) return null
  const { parallel, quiet } = definition.limits
  if (quiet !== null && isQuiet(quiet, now)) {
    return held('quiet', `it is within the quiet hours, ${quiet.from} to ${quiet.to}`)
  }
  if (parallel !== null && automation.underWay >= parallel) {
    return held('parallel', `${are(automation.underWay)} under way, and ${parallel} may be`)
  }
  return overBudget(automation, now)
}

/** Sums of fractions are a hair off. */
const hair = 1e-9

function overBudget(automation: Automation, now: number): Hold | null {
  const { cost, costPerDay } = automation.definition?.limits ?? { cost: null, costPerDay: null }
  if (costPerDay === null) return null
  const { cost: spent, reserved } = spentOn(automation, now)
  const next = cost ?? 0
  if (spent + hair < costPerDay && spent + reserved + next <= costPerDay + hair) return null
  const aside = reserved > 0 ? `, ${dollars(reserved)} set aside` : ''
  const may = next > 0 ? `, and this may cost ${dollars(next)}` : ''
  return held('cost', `${dollars(spent)} of ${dollars(costPerDay)} is spent today${aside}${may}`)
}

function held(code: HoldCode, reason: string): Hold {
  return { kind: 'held', code, reason }
}

function are(count: number): string {
  return count === 1 ? '1 is' : `${count} are`
}
