import type { Task } from './state.ts'

/** A thread has begun it, or a run of its own, or one is about to. */
export function hasStarted({ child, state, threads }: Task): boolean {
  return threads.length > 0 || child !== undefined || state.kind === 'starting'
}
