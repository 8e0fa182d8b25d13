import type { Model } from '../model.ts'
import { lineOf } from '../run/own-runs.ts'
import type { Thread } from '../thread/state.ts'
import { placeOf } from '../worktree/queries.ts'
import type { PermissionPolicy } from './policy.ts'
import type { RequestPlace } from './request-facts.ts'

/** The policy of a run, or of the nearest run that it is a task of; undefined where a person answers everything. */
export function policyOf(model: Model, run: string): PermissionPolicy | undefined {
  return lineOf(model, run).find(({ permissions }) => permissions !== undefined)?.permissions
}

/** Whether an answer may count for later requests: where a rule could deny one, the agent has to go on asking. */
export function answersCountOn(policy: PermissionPolicy | undefined): boolean {
  if (policy === undefined) return true
  return policy.profile === 'standard' && policy.rules.every(({ verdict }) => verdict === 'allow')
}

export function requestPlace(model: Model, thread: Thread): RequestPlace | null {
  const place = placeOf(model, thread.id)
  return place === undefined ? null : { folder: place.folder, prefix: model.project.get(thread.project)?.prefix ?? '' }
}
