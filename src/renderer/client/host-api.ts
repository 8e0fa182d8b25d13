import type { ContractRouterClient } from '@orpc/contract'
import type { historyChannel } from '../../shared/contract/channels/history.ts'
import type { settingsChannel } from '../../shared/contract/channels/settings.ts'
import type { contract } from '../../shared/contract/contract.ts'

type Channels = typeof contract & {
  readonly history: typeof historyChannel
  readonly settings: typeof settingsChannel
}

/** Everything a host offers, as typed calls; each takes an `AbortSignal` in its options. */
export type HostApi = ContractRouterClient<Channels>
