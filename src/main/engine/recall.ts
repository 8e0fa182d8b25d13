import { MemoryModel } from '../../shared/domain/memory-model.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { RunId, ThreadId } from '../../shared/kernel/ids.ts'
import type { StorePort } from '../ports/store.ts'
import { LiveModel } from './live-model.ts'

/** An archived thread with what belongs to it, to be looked at; the live model stays as it is. */
export async function recallThread(store: StorePort, thread: ThreadId): Promise<Model> {
  const aside = new LiveModel(store, { sequence: 0, states: [], effects: [] })
  await aside.revive([{ aggregate: 'thread', id: thread }])
  return aside.model.thread.get(thread) === undefined ? new MemoryModel().model : aside.model
}

/** An archived run with its tasks, to be looked at; an empty model where there is none. */
export async function recallRun(store: StorePort, run: RunId): Promise<Model> {
  const aside = new LiveModel(store, { sequence: 0, states: [], effects: [] })
  await aside.revive([{ aggregate: 'run', id: run }])
  return aside.model
}
