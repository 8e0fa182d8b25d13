import { contractVersion } from '../../../shared/contract/version.ts'
import type { Engine } from '../../engine/engine.ts'
import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

export function hostProcedures(engine: Engine, services: HostServices) {
  const { host } = implementer
  return {
    info: host.info.handler(() => ({
      ...services.identity,
      contract: contractVersion,
      readOnly: engine.readOnly,
      sequence: engine.sequence,
    })),
    doctor: host.doctor.handler(() => services.doctor()),
    agents: host.agents.handler(({ input }) => services.agents({ refresh: input?.refresh ?? false })),
    shutdown: host.shutdown.handler(() => {
      // The answer must be on its way before the line is closed.
      setImmediate(() => services.shutdown())
      return { accepted: true } as const
    }),
  }
}
