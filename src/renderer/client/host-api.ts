import type { ContractRouterClient } from '@orpc/contract'
import type { contract } from '../../shared/contract/contract.ts'

/** Everything a host offers, as typed calls; each takes an `AbortSignal` in its options. */
export type HostApi = ContractRouterClient<typeof contract>
