import { plural } from '../../lib/format-number.ts'

export interface FreezeFacts {
  /** Threads whose turn was ended, that wait to go on. */
  readonly stopped: number
  /** Threads whose turn has still to end. */
  readonly stopping: number
  /** Threads whose gates were broken off. */
  readonly checks: number
}

/** What a freeze did, in one or two sentences. */
export function freezeWords({ checks, stopped, stopping }: FreezeFacts): string {
  const parts = [
    ...(stopped > 0 ? [`${plural(stopped, 'turn')} stopped`] : []),
    ...(stopping > 0 ? [`${plural(stopping, 'turn')} still ending`] : []),
    ...(checks > 0 ? [`gates of ${plural(checks, 'thread')} broken off`] : []),
  ]
  const did = parts.length === 0 ? 'Nothing was running.' : `${sentence(parts.join(', '))}; all of it is kept.`
  return `${did} Nothing is dispatched.`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
