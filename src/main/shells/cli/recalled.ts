import { MemoryModel } from '../../../shared/domain/memory-model.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'
import type { HostClient } from './host-client.ts'
import { orRefused } from './or-refused.ts'

/** A thread that left the host's live model, as a model of its own; empty where there is none. */
export async function recalled(client: Pick<HostClient, 'api' | 'closed'>, thread: ThreadId): Promise<Model> {
  const memory = new MemoryModel()
  for (const { aggregate, id, state } of await orRefused(client, client.api.model.recall({ thread })))
    memory.put(aggregate, id, state)
  return memory.model
}
