import { createHash } from 'node:crypto'
import type { AutomationId, ClaimId, FiringId } from '../../shared/kernel/ids.ts'

/** The same event has the same firing of an automation, however often it is told. `event`: the source's name for it. */
export function firingIdOf(automation: AutomationId, event: string): FiringId {
  return `f${shortDigest(`${automation}\n${event}`)}` as FiringId
}

export function claimIdOf(automation: AutomationId, key: string): ClaimId {
  return `${automation}#${digestOf(key).slice(0, 32)}` as ClaimId
}

/** Something of one firing alone. A letter first, since ids name branches and folders. */
export function idOfFiring<Id extends string>(firing: FiringId, part: string): Id {
  return `a${shortDigest(`${firing}\n${part}`).slice(0, 15)}` as Id
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text.toWellFormed()).digest('hex')
}

function shortDigest(text: string): string {
  const short = BigInt(`0x${digestOf(text).slice(0, 20)}`).toString(36)
  return short.padStart(16, '0').slice(0, 16)
}
