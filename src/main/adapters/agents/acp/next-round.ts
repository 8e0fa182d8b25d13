/**
 * Resolves after one round of the event loop: whoever waits for a promise that is settled by now, through however many
 * others, has been called. The SDK handles messages in promise callbacks only.
 */
export function nextRound(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
