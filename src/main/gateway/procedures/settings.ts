import type { HostServices } from '../host-services.ts'
import { watchSettings } from '../streams/watch-settings.ts'
import { implementer } from './implementer.ts'
import type { OpenPace } from './open-pace.ts'

export function settingsProcedures({ kept, settings }: Pick<HostServices, 'kept' | 'settings'>, openPace: OpenPace) {
  const channel = implementer.settings
  return {
    watch: channel.watch.handler(({ context, signal }) =>
      watchSettings(settings, openPace(context.connection, signal)),
    ),
    save: channel.save.handler(async ({ input, errors }) => {
      const saved = await settings.save(input)
      if (!saved.ok) throw errors.REFUSED({ message: saved.error.message, data: saved.error })
      return saved.value
    }),
    loadKept: channel.loadKept.handler(async () => Object.fromEntries(await kept.load())),
    keep: channel.keep.handler(async ({ input, errors }) => {
      const answer = await kept.keep(input.values)
      if (!answer.ok) throw errors.REFUSED({ message: answer.error.message, data: answer.error })
    }),
  }
}
