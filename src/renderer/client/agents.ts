import { create } from 'zustand'
import type { HostAgent } from '../../shared/contract/channels/host.ts'
import { useHost } from './store.ts'

/** Agents known to the host, as they were last listed; empty until then. */
const useListing = create<{ readonly agents: readonly HostAgent[]; readonly listed: boolean }>(() => ({
  agents: [],
  listed: false,
}))

export function useAgents(): readonly HostAgent[] {
  return useListing((state) => state.agents)
}

/** False until the first listing arrived. */
export function useAgentsListed(): boolean {
  return useListing((state) => state.listed)
}

/** Lists them again; `refresh` also asks programs for their versions. A broken line leaves the last listing as it is. */
export async function refreshAgents(how: { readonly refresh?: boolean } = {}): Promise<void> {
  const { api } = useHost.getState()
  if (api === null) return
  try {
    useListing.setState({ agents: await api.host.agents(how), listed: true })
  } catch (error) {
    if (useHost.getState().api === api) throw error
  }
}
