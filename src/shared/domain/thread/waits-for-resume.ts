import type { Thread } from './state.ts'

/** True for what a resume of its run sends on: a stop, a freeze or a budget had ended its turn. */
export function waitsForResume({ prompts, state }: Thread): boolean {
  if (state.kind !== 'parked' || prompts.length === 0) return false
  return state.reason.until === 'resume' || state.reason.code === 'frozen' || state.reason.code === 'budget'
}
