import type { AgentUpdate } from '../../../shared/transcript/update.ts'
import type { PermissionAnswer, PermissionAsk, SessionSink } from '../agent.ts'

type Exit = Parameters<SessionSink['exited']>[0]

export interface RecordingSink extends SessionSink {
  readonly updates: readonly AgentUpdate[]
  readonly asks: readonly PermissionAsk[]
  readonly exits: readonly Exit[]
  /** What was reported, in order. */
  readonly order: readonly string[]
  /** All message text so far. */
  text(): string
  /** Resolves when an update or ask satisfies the condition; at once when one already does. */
  until(condition: (sink: RecordingSink) => boolean): Promise<void>
}

/** Keeps all that a session reports; `answer` stands for the person. */
export function createRecordingSink(
  answer: (ask: PermissionAsk) => Promise<PermissionAnswer> | PermissionAnswer = () => ({ kind: 'cancelled' }),
): RecordingSink {
  const updates: AgentUpdate[] = []
  const asks: PermissionAsk[] = []
  const exits: Exit[] = []
  const order: string[] = []
  const waiting = new Set<() => void>()
  const changed = (what: string) => {
    order.push(what)
    for (const check of waiting) check()
  }
  const sink: RecordingSink = {
    updates,
    asks,
    exits,
    order,
    text: () => updates.map((update) => (update.kind === 'message' ? update.text : '')).join(''),
    until: (condition) =>
      new Promise((resolve) => {
        const check = () => {
          if (!condition(sink)) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
        check()
      }),
    update: (update) => {
      updates.push(update)
      changed(`update:${update.kind}`)
    },
    permission: async (ask) => {
      asks.push(ask)
      changed('permission')
      return answer(ask)
    },
    exited: (exit) => {
      exits.push(exit)
      changed('exited')
    },
  }
  return sink
}
