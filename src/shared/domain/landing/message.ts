import type { Thread } from '../thread/state.ts'

/** A commit message whose trailers lead from the commit back to the conversation that made it. */
export function landingMessage(text: string, thread: Pick<Thread, 'id' | 'run'>): string {
  return `${text.trimEnd()}\n\nSwitchyard-Thread: ${thread.id}\nSwitchyard-Run: ${thread.run}\n`
}
