import type { Model } from '../model.ts'
import { needsGates } from '../verification/queries.ts'
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
    kind === 'proving' ||
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
  for (const landing of model.landing.within(thread)) {
    if (newest === undefined || newest.queuedAt < landing.queuedAt) newest = landing
  }
  return newest
}

/**
 * The gates that must pass on `tree` before a branch may move to it, or null where nothing needs proving: the thread has
 * no gates, or they passed on this very tree, alone or merged.
 */
export function provesFirst(model: Model, landing: Landing, tree: string): readonly string[] | null {
  const thread = model.thread.get(landing.thread)
  if (thread === undefined) return null
  const needs = needsGates(model, thread)
  if (needs === null) return null
  const proven = model.verification.get(thread.id)?.provenTrees ?? []
  return proven.includes(tree) || landing.checks?.trees.includes(tree) ? null : needs.commands
}
