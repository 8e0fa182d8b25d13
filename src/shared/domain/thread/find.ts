import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import type { Thread } from './state.ts'

export function findThread(model: Model, id: string): Result<Thread, Refusal> {
  const thread = model.thread.get(id)
  if (thread !== undefined) return ok(thread)
  return err({
    code: 'thread-unknown',
    message: `There is no thread ${id}.`,
    remedy: 'List the threads to see their ids.',
  })
}
