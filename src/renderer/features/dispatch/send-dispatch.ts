import { create } from 'zustand'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { sendCommand } from '../../client/commands.ts'
import { newId } from '../../lib/new-id.ts'
import type { Started } from './brought.ts'
import { type NamedTask, nameTasks, type Outcome, reconcile, settle, withIds } from './draft.ts'
import { changeDraft, readDraft } from './draft-store.ts'
import type { EffortOptions } from './effort.ts'
import { forgetImages, imageData } from './images.ts'
import { knowsThread } from './knows-thread.ts'

type Dispatch = Extract<PublicCommand, { type: 'run.dispatch' }>['payload']

/** What all tasks of a dispatch share. */
export type Shared = Pick<Dispatch, 'project' | 'repository' | 'initialize' | 'agent' | 'base' | 'into'> & EffortOptions

/** Lives longer than the dialog: closing it doesn't stop what was asked for. */
export const useSending = create<{ readonly done: number; readonly of: number; readonly failure: Failure | null }>(
  () => ({ done: 0, of: 0, failure: null }),
)

/** Codes of answers that leave open whether the host took the command. */
const open = new Set(['no-answer', 'host-fault', 'not-connected'])

/**
 * Sends the draft's tasks in their order. What is taken leaves the draft, what is refused stays with its reason, what
 * is not answered stays with its ids. Answers the threads that were started.
 */
export async function sendDispatch(shared: Shared): Promise<readonly Started[]> {
  if (useSending.getState().of > 0) return []
  changeDraft((draft) => reconcile(draft, knowsThread))
  const { images } = readDraft()
  const tasks = nameTasks(readDraft(), newId)
  changeDraft((draft) => withIds(draft, tasks))
  const outcomes = new Map<string, Outcome>()
  useSending.setState({ done: 0, of: tasks.length, failure: null })
  let failure: Failure | null = null
  for (const task of tasks) {
    const refused = await sendCommand({ type: 'run.dispatch', payload: payloadOf(task, shared) })
    outcomes.set(task.thread, outcomeOf(refused))
    useSending.setState({ done: outcomes.size })
    if (refused !== null && open.has(refused.code)) {
      failure = refused
      break
    }
  }
  changeDraft((draft) => settle(draft, outcomes))
  if (readDraft().text === '') forgetImages(images)
  useSending.setState({ done: 0, of: 0, failure })
  return tasks.filter(({ thread }) => outcomes.get(thread)?.kind === 'taken')
}

function outcomeOf(refused: Failure | null): Outcome {
  // The ids are this task's alone: in use means that an earlier try, whose answer was lost, came through.
  if (refused === null || refused.code === 'id-taken') return { kind: 'taken' }
  return open.has(refused.code) ? { kind: 'unanswered' } : { kind: 'refused', failure: refused }
}

function payloadOf({ text, run, task, thread, prompt }: NamedTask, shared: Shared): Dispatch {
  const images = readDraft().images.flatMap(({ id, mimeType }) => {
    const data = imageData(id)
    return data === undefined ? [] : [{ kind: 'image', mimeType, data, origin: 'person' } as const]
  })
  return { ...shared, run, task, thread, prompt, blocks: [{ kind: 'text', text, origin: 'person' }, ...images] }
}
