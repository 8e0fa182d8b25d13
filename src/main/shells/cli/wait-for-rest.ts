import type { Model } from '../../../shared/domain/model.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import { threadDetail } from '../answers/views.ts'
import { NotReached } from '../attach/failure-exit.ts'
import type { HostSession } from '../attach/host-session.ts'

const moving: readonly string[] = ['queued', 'preparing', 'running', 'verifying', 'landing']

/** Waits until a thread is ready; where it comes to rest otherwise, that ends the command with exit code 1. */
export async function waitUntilReady(session: HostSession, id: ThreadId, known: object): Promise<object> {
  const detail = await session.when((model) => restOf(model, id))
  const { state, reason, message, remedy, requests } = detail
  const answer = { ...known, state, reason }
  if (state === 'ready') return answer
  throw new NotReached({ ...answer, message, remedy, requests })
}

function restOf(model: Model, id: ThreadId) {
  const thread = model.thread.get(id)
  return thread === undefined || moving.includes(thread.state.kind) ? undefined : threadDetail(model, thread)
}
