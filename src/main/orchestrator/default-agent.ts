import type { HostAgent } from '../../shared/contract/channels/host.ts'
import type { AgentChoice } from '../../shared/domain/thread/state.ts'

type Listed = Pick<HostAgent, 'id' | 'state' | 'signIn'> & { readonly offline?: boolean | undefined }

/**
 * The agent of a task that names none: the one in the settings where it is ready, else the first that is set up, else
 * the one that needs neither account nor model.
 */
export function defaultAgent(agents: readonly Listed[], wanted: string | null): AgentChoice | null {
  const ready = agents.filter(({ state }) => state.kind === 'ready')
  const chosen =
    ready.find(({ id }) => id === wanted) ??
    ready.find(({ offline, signIn }) => offline !== true && signIn !== 'needed') ??
    ready.find(({ offline }) => offline === true)
  return chosen === undefined ? null : { kind: 'catalogue', id: chosen.id }
}
