import type { Model } from '../model.ts'
import type { Landing } from './state.ts'

/** In line for the project's landing turn. */
export function isWaiting(landing: Landing): boolean {
  return landing.state.kind === 'waiting' || landing.state.kind === 'undo-waiting'
}

/** Holds the project's landing turn. */
export function isUnderWay(landing: Landing): boolean {
  const kind = landing.state.kind
  return (
    kind === 'checkpointing' ||
    kind === 'merging' ||
    kind === 'following' ||
    kind === 'undoing' ||
    kind === 'undo-following'
  )
}

/** The last attempt to land each thread, by thread. */
export function newestLandings(model: Model): ReadonlyMap<string, Landing> {
  const newest = new Map<string, Landing>()
  for (const landing of model.landing.values()) {
    const other = newest.get(landing.thread)
    if (other === undefined || other.queuedAt < landing.queuedAt) newest.set(landing.thread, landing)
  }
  return newest
}

/** The last attempt to land one thread. */
export function newestLanding(model: Model, thread: string): Landing | undefined {
  let newest: Landing | undefined
  for (const landing of model.landing.values()) {
    if (landing.thread === thread && (newest === undefined || newest.queuedAt < landing.queuedAt)) newest = landing
  }
  return newest
}
