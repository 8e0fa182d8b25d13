import type { MessageId, RunId, ThreadId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'

export interface Unanswered {
  readonly kind: 'unanswered'
  /** The thread that asked. */
  readonly thread: ThreadId
  readonly run: RunId
  readonly message: MessageId
  /** The thread that was to answer. */
  readonly to: ThreadId
  /** When the time for the answer was over, milliseconds since the epoch. */
  readonly since: number
}

/** Questions between threads that nobody answered in time. */
export function unanswered(model: Model): readonly Unanswered[] {
  return [...model.mailbox.values()].flatMap(({ asked = [], id }) => {
    const run = model.thread.get(id)?.run
    if (run === undefined) return []
    return asked.flatMap(({ message, overdueSince, to }): readonly Unanswered[] => {
      return overdueSince === undefined
        ? []
        : [{ kind: 'unanswered', thread: id, run, message, to, since: overdueSince }]
    })
  })
}
