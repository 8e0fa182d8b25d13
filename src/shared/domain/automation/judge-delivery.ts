import type { Model } from '../model.ts'
import { isForgotten } from '../project/queries.ts'
import type { Project } from '../project/state.ts'
import type { Delivery } from './commands.ts'
import { isWithin } from './counting.ts'
import { automationLimits } from './definition.ts'
import { heldFirings } from './held.ts'
import { type Hold, holdOf } from './holds.ts'
import { isQuiet } from './quiet.ts'
import type { Automation, Claim, Firing, HoldCode, SkipCode } from './state.ts'
import { span } from './words.ts'

export type FiringDecision =
  | { readonly kind: 'dispatched'; readonly reason: string }
  | { readonly kind: 'skipped'; readonly code: SkipCode; readonly reason: string }
  | { readonly kind: 'held'; readonly code: HoldCode; readonly reason: string }

/** All that a decision looks at. */
export interface Standing {
  readonly automation: Automation
  /** Undefined: it is not known, or no longer. */
  readonly project: Project | undefined
  /** What has the delivery's key, where anything has; it is in the store where it is not in the model. */
  readonly claim: Claim | undefined
  /** What holds the one whose turn is next; null where none is held. */
  readonly waits: HoldCode | null
}

/** What holds the oldest held firing of an automation. */
export function waitsFor(model: Model, automation: string): HoldCode | null {
  const [first] = heldFirings(model, automation)
  return first?.state.kind === 'held' ? first.state.code : null
}

/** The project of an automation; undefined where it is known no longer. */
export function projectOf(model: Model, { project }: Automation): Project | undefined {
  const known = model.project.get(project)
  return known === undefined || isForgotten(known) ? undefined : known
}

/** What is decided for a delivery at `now` (ms since the epoch), and why: the reasons in the order in which they count. */
export function judgeDelivery(standing: Standing, delivery: Delivery, now: number): FiringDecision {
  const skip =
    withoutDefinition(standing.automation, standing.project) ??
    unfit(standing.automation, delivery) ??
    taken(standing.claim, delivery) ??
    tooSoon(standing.automation, delivery, now) ??
    skippedByQuiet(standing.automation, now)
  if (skip !== null) return skip
  const held = holdOf(standing.automation, standing.project, now) ?? behind(standing)
  if (held === null) return { kind: 'dispatched', reason: 'nothing stands against it' }
  if (standing.automation.held < automationLimits.held) return held
  return skipped('full', `${standing.automation.held} are held, and no more may be: ${held.reason}`)
}

/**
 * What a held one comes to when its turn has come. What holds them all is looked at first, so that all wait while the
 * first one does; quiet hours hold it, so that what waited is never lost by them.
 */
export function judgeHeld(standing: Omit<Standing, 'claim' | 'waits'>, firing: Firing, now: number): FiringDecision {
  const { automation, project } = standing
  const blocked = withoutDefinition(automation, project) ?? holdOf(automation, project, now)
  return blocked ?? tooSoon(automation, firing, now) ?? { kind: 'dispatched', reason: 'what held it is over' }
}

function skipped(code: SkipCode, reason: string): FiringDecision {
  return { kind: 'skipped', code, reason }
}

/** Null: it may dispatch. */
function withoutDefinition(automation: Automation, project: Project | undefined): FiringDecision | null {
  if (project === undefined) return skipped('undefined', 'its project is known no longer')
  if (automation.goneSince !== undefined) return skipped('undefined', 'the file of the automation is gone')
  return automation.definition === null
    ? skipped('undefined', 'the file of the automation was never right so far')
    : null
}

function unfit({ id, name }: Automation, { chain, fault, verdicts }: Delivery): FiringDecision | null {
  if (fault !== null) return skipped('fault', fault.message)
  const failed = verdicts.find(({ passed }) => !passed)
  if (failed !== undefined) return skipped('filter', failed.words)
  if (chain.includes(id)) return skipped('cycle', `${name} led to it, and would start itself`)
  const { chain: most } = automationLimits
  return chain.length > most
    ? skipped('cycle', `${chain.length} automations led to it one after the other, and ${most} may`)
    : null
}

function taken(claim: Claim | undefined, { firing }: Delivery): FiringDecision | null {
  if (claim === undefined || claim.released || claim.firing === firing) return null
  return skipped('duplicate', claim.subject === null ? 'same as one before it' : `same as ${claim.subject}`)
}

function tooSoon(
  { cooling, definition }: Automation,
  { subject }: { readonly subject: string | null },
  now: number,
): FiringDecision | null {
  const cooldown = definition?.limits.cooldownMs ?? null
  const last = cooling.find((one) => one.subject === (subject ?? ''))
  if (cooldown === null || last === undefined || !isWithin(last.at, now, cooldown)) return null
  const ago = span(Math.max(0, now - last.at))
  return skipped('cooldown', `the same was dispatched ${ago} ago, and ${span(cooldown)} must pass`)
}

function skippedByQuiet({ definition }: Automation, now: number): FiringDecision | null {
  const { quiet, quietThen } = definition?.limits ?? { quiet: null }
  if (quiet === null || quietThen !== 'skip' || !isQuiet(quiet, now)) return null
  return skipped('quiet', `it is within the quiet hours, ${quiet.from} to ${quiet.to}`)
}

/** Those that wait go first, whatever let this one pass. */
function behind({ automation, waits }: Standing): Hold | null {
  if (waits === null) return null
  const who = automation.held === 1 ? '1 waits' : `${automation.held} wait`
  return { kind: 'held', code: waits, reason: `${who} before it` }
}
