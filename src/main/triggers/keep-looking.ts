import type { Scope } from '../../shared/kernel/scope.ts'
import type { Clock } from '../ports/clock.ts'

export interface Looking {
  readonly clock: Clock
  readonly problem: (message: string, error: unknown) => void
  /** In what the host's own problems are told. */
  readonly what: string
}

/** After a look that broke, which is a bug and not an answer. */
const brokenMs = 60_000

/**
 * Calls `look` again and again, never twice at once, each time after the delay that it answered (milliseconds), until
 * the scope is closed; closing waits for a look under way. The returned function has it look at once.
 */
export function keepLooking(looking: Looking, scope: Scope, look: () => Promise<number>): () => void {
  const { clock, problem, what } = looking
  let cancel: () => void = () => undefined
  let under: Promise<void> | null = null
  let again = false
  let ended = false

  async function once(): Promise<void> {
    let delay = brokenMs
    try {
      delay = await look()
    } catch (error) {
      problem(`${what} broke`, error)
    }
    under = null
    if (!ended) cancel = clock.after(again ? 0 : delay, wake)
    again = false
  }

  function wake(): void {
    if (ended) return
    cancel()
    if (under === null) under = once()
    else again = true
  }

  scope.own(null, async () => {
    ended = true
    cancel()
    await under
  })
  wake()
  return wake
}
