import { useHost } from '../../client/store.ts'

/** Whether the host has a thread of this id, as far as the live model tells. */
export function knowsThread(thread: string): boolean {
  return useHost.getState().model.thread.get(thread) !== undefined
}
