import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import type { Verification, VerificationState } from './state.ts'

export interface Checked {
  readonly thread: Thread
  readonly verification: Verification
}

/** The checks a report is of, if they are under way as that round and of that kind. */
export function underWay(
  model: Model,
  report: { readonly thread: string; readonly round?: number },
  kind: VerificationState['kind'],
): Checked | null {
  const thread = model.thread.get(report.thread)
  const verification = model.verification.get(report.thread)
  if (thread === undefined || verification === undefined || !isChecking(thread)) return null
  const late = report.round !== undefined && report.round !== verification.round
  return late || verification.state.kind !== kind ? null : { thread, verification }
}

/** Its work is saved and waits for nothing but its checks. */
export function isChecking({ state }: Thread): boolean {
  return state.kind === 'verifying' && state.checking === true
}
