import type { Engine } from '../../engine/engine.ts'
import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

export function topologyProcedures(engine: Engine, { peers, estimate }: HostServices) {
  const { topology } = implementer
  return {
    couplings: topology.couplings.handler(({ input }) => peers.ofGroup('coupling', input.project, input)),
    clusters: topology.clusters.handler(({ input }) => peers.ofGroup('cluster', input.project, input)),
    ticks: topology.ticks.handler(({ input }) => peers.ticks({ ...input, sequence: engine.sequence })),
    estimate: topology.estimate.handler(async ({ input, errors }) => {
      const estimated = await estimate(input)
      if (!estimated.ok) throw errors.REFUSED({ message: estimated.error.message, data: estimated.error })
      return estimated.value
    }),
  }
}
