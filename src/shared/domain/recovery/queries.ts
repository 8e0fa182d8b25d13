import type { ThreadId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import type { ParkReason, Thread } from '../thread/state.ts'
import { answerTo } from './answer.ts'

/** The host has still something to do about the thread's trouble: nobody is needed yet. */
export function isRecovering(model: Model, thread: string): boolean {
  return (model.recovery.get(thread)?.next ?? null) !== null
}

export interface DueStep {
  readonly thread: ThreadId
  readonly number: number
  /** Milliseconds since the epoch. */
  readonly dueAt: number
}

/** Every step that waits for its time: what `recovery.proceed` is to be sent for. */
export function dueSteps(model: Model): readonly DueStep[] {
  return [...model.recovery.values()].flatMap(({ diagnoses, id, next, number }) => {
    const dueAt = diagnoses.at(-1)?.dueAt
    if (next === null || dueAt === undefined || model.thread.get(id)?.state.kind !== 'parked') return []
    return [{ thread: id, number, dueAt }]
  })
}

interface TurnEnd {
  readonly reason: ParkReason
  /** In ms since the epoch: how far off a limit's end is decides too. */
  readonly now: number
}

/** Whether the prompt of a turn that ends so is kept, to be sent again by recovery. */
export function isSentAgain(model: Model, thread: Thread, { reason, now }: TurnEnd): boolean {
  const next = model.recovery.get(thread.id)?.next?.kind
  // Its turn was ended for that.
  if (next !== undefined) return next === 'interrupt' && reason.code === 'hang'
  const kind = answerTo(model, thread, { evidence: { kind: 'parked', reason }, now })?.step.kind
  return kind === 'resend' || kind === 'resend-fresh-session'
}
