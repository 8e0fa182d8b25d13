import type { Model } from '../../../shared/domain/model.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'

const working = ['queued', 'preparing', 'running', 'verifying', 'landing']

/** Threads that something is under way for, or that wait for an answer in the middle of a turn. */
export function liveThreads(model: Model): readonly Thread[] {
  return [...model.thread.values()].filter(({ state }) => state.kind === 'needs-you' || working.includes(state.kind))
}

/** `3 need you, 5 working`. */
export function liveWords(model: Model): string {
  const live = liveThreads(model)
  const asking = live.filter((thread) => thread.state.kind === 'needs-you').length
  const busy = live.length - asking
  const words = [
    asking === 0 ? [] : [`${asking} ${asking === 1 ? 'needs' : 'need'} you`],
    busy === 0 ? [] : [`${busy} working`],
  ].flat()
  return words.length === 0 ? 'Nothing is working' : words.join(', ')
}
