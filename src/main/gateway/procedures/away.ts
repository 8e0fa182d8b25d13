import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

export function awayProcedures({ away }: HostServices) {
  return {
    preflight: implementer.away.preflight.handler(({ input }) => away.preflight(input?.runs)),
    digest: implementer.away.digest.handler(({ input }) => away.digest(input.since)),
  }
}
