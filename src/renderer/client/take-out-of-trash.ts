import type { Thread } from '../../shared/domain/thread/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { sendCommand } from './commands.ts'
import { restore } from './thread-verbs.ts'
import { untilModel } from './until-model.ts'

/** Takes a discard back as soon as the trash has the thread: before that the host refuses. Answers why it was not. */
export async function takeOutOfTrash(thread: Pick<Thread, 'id' | 'title'>): Promise<Failure | null> {
  await untilModel((model) => !isMoving(model.thread.get(thread.id)))
  return sendCommand(restore(thread).command())
}

function isMoving(thread: Thread | undefined): boolean {
  return thread?.discarding === true || (thread?.state.kind === 'discarded' && thread.state.trash === 'moving')
}
