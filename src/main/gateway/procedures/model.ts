import type { HostServices } from '../host-services.ts'
import { entriesOf, takeSnapshot } from '../streams/snapshot.ts'
import { followLog, type ModelSource, watchModel } from '../streams/watch-model.ts'
import { implementer } from './implementer.ts'
import type { OpenPace } from './open-pace.ts'

export function modelProcedures(source: ModelSource & Pick<HostServices, 'recall' | 'recallRun'>, openPace: OpenPace) {
  const { model } = implementer
  return {
    watch: model.watch.handler(({ input, context, signal }) =>
      watchModel(source, input.after, openPace(context.connection, signal)),
    ),
    snapshot: model.snapshot.handler(() => takeSnapshot(source.engine, source.host)),
    recall: model.recall.handler(async ({ input }) => entriesOf(await source.recall(input.thread))),
    recallRun: model.recallRun.handler(async ({ input }) => entriesOf(await source.recallRun(input.run))),
    events: model.events.handler(async ({ input }) => {
      const events = await source.log.read(input.after)
      return { events: events.slice(0, input.limit), sequence: source.log.sequence }
    }),
    log: model.log.handler(({ input, context, signal }) =>
      followLog(source.log, input, openPace(context.connection, signal)),
    ),
  }
}
