import { useKept } from './kept.ts'
import { keptValues } from './kept-host.ts'

/** A prompt that was prepared for a thread, offered once it rests. */
export type FollowUp = { readonly label: string; readonly prompt: string }

/** The prepared prompt of a thread, if there is one. */
export function useFollowUp(thread: string): FollowUp | null {
  const [followUps] = useKept<{ readonly [thread: string]: FollowUp }>('sample.followUps', {})
  return followUps[thread] ?? null
}

/** Prepares a prompt for a thread, beside those of others. */
export function keepFollowUp(thread: string, followUp: FollowUp): void {
  const others = keptValues.get('sample.followUps') as { readonly [thread: string]: FollowUp } | undefined
  keptValues.set('sample.followUps', { ...others, [thread]: followUp })
}
