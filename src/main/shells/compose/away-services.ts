import type { Model } from '../../../shared/domain/model.ts'
import type { AgentMemory } from '../../executors/agent-memory.ts'
import type { HostServices } from '../../gateway/host-services.ts'
import type { StorePort } from '../../ports/store.ts'
import { preflight } from '../../supervision/preflight.ts'
import { readDigest } from '../../supervision/read-digest.ts'
import type { Adapters } from './adapters.ts'
import { hostAgents } from './host-agents.ts'

interface AwayParts {
  readonly identity: Pick<HostServices['identity'], 'dataFolder'>
  readonly adapters: Pick<Adapters, 'catalogue' | 'clock' | 'awake' | 'disk'>
  readonly store: StorePort
  readonly memory: AgentMemory
  readonly model: () => Model
}

/** For a person who leaves, and who comes back. */
export function awayServices({ adapters, identity, memory, model, store }: AwayParts): HostServices['away'] {
  const { awake, catalogue, clock, disk } = adapters
  return {
    preflight: (runs) =>
      preflight(
        {
          model,
          clock,
          awake,
          disk,
          store,
          dataFolder: identity.dataFolder,
          agents: () => hostAgents({ catalogue, memory }, { refresh: false }),
        },
        runs,
      ),
    digest: (since) => readDigest({ model: model(), store }, { since, now: clock.now() }),
  }
}
