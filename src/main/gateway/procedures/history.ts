import type { Engine } from '../../engine/engine.ts'
import type { HostServices } from '../host-services.ts'
import { entriesOf } from '../streams/snapshot.ts'
import { implementer } from './implementer.ts'

export function historyProcedures(engine: Engine, services: HostServices) {
  const { history } = implementer
  return {
    tracks: history.tracks.handler(({ input }) => services.history.tracks({ ...input, sequence: engine.sequence })),
    events: history.events.handler(({ input }) => services.history.events({ ...input, before: input.before })),
    run: history.run.handler(({ input }) => services.history.run({ ...input, before: input.before })),
    ended: history.ended.handler(async ({ input: { before, limit } }) => {
      const { threads, next } = await services.history.ended({ before, limit })
      return { threads: threads.map(entriesOf), next }
    }),
  }
}
