import type { Thread } from '../../../shared/domain/thread/state.ts'

/** Since when a thread waits for a person, in ms since the epoch; null where it doesn't. */
export function waitsSince({ state, requests, since }: Thread): number | null {
  switch (state.kind) {
    case 'needs-you':
      return Math.min(since, ...requests.map(({ askedAt }) => askedAt))
    case 'parked':
    case 'ready':
      return since
    default:
      return null
  }
}
