import type { Task } from './state.ts'

/** A thread has begun it, or is about to. */
export function hasStarted({ state, threads }: Task): boolean {
  return threads.length > 0 || state.kind === 'starting'
}
