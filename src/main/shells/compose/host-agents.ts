import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { KeptValues } from '../../engine/kept-values.ts'
import { AgentMemory } from '../../executors/agent-memory.ts'
import type { AgentCatalogue } from '../../ports/agent.ts'
import type { StorePort } from '../../ports/store.ts'

export function agentMemory(store: StorePort, problem: (failure: Failure) => void): AgentMemory {
  return new AgentMemory({ kept: new KeptValues(store, 'agents'), problem })
}

/** What can be launched here, with what its sessions have shown of it. */
export async function hostAgents(
  { catalogue, memory }: { readonly catalogue: AgentCatalogue; readonly memory: AgentMemory },
  how: { readonly refresh: boolean },
): Promise<readonly HostAgent[]> {
  const [listings, choices] = await Promise.all([catalogue.list(how), memory.choices()])
  return listings.map((listing) => ({
    ...listing,
    choices: choices.get(listing.id) ?? null,
    signIn: memory.signIn(listing.id),
  }))
}
