import type { StateEntry } from '../../../shared/contract/channels/model.ts'
import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { RunId, ThreadId } from '../../../shared/kernel/ids.ts'
import type { HostClient } from './host-client.ts'
import { orRefused } from './or-refused.ts'

type Client = Pick<HostClient, 'api' | 'closed'>

/** A thread that left the host's live model, as a model of its own; empty where there is none. */
export async function recalled(client: Client, thread: ThreadId): Promise<Model> {
  return modelOf(await orRefused(client, client.api.model.recall({ thread })))
}

/** The same of a run, with its tasks. */
export async function recalledRun(client: Client, run: RunId): Promise<Model> {
  return modelOf(await orRefused(client, client.api.model.recallRun({ run })))
}

function modelOf(entries: readonly StateEntry[]): Model {
  const memory = new MemoryModel()
  for (const { aggregate, id, state } of entries) memory.put(aggregate, id, state)
  return memory.model
}
