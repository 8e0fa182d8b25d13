import { implement } from '@orpc/server'
import { contract } from '../../../shared/contract/contract.ts'
import type { GatewayContext } from '../connection.ts'

/** The contract with the context that transports give; procedures are implemented on it. */
export const implementer = implement(contract).$context<GatewayContext>()
