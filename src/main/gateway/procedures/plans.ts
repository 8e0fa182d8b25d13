import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

export function plansProcedures({ plans }: HostServices) {
  return {
    parse: implementer.plans.parse.handler(async ({ input, errors }) => {
      const parsed = await plans.parse(input)
      if (!parsed.ok) throw errors.REFUSED({ message: parsed.error.message, data: parsed.error })
      return parsed.value
    }),
    export: implementer.plans.export.handler(async ({ input, errors }) => {
      const written = await plans.export(input.run)
      if (!written.ok) throw errors.REFUSED({ message: written.error.message, data: written.error })
      return { text: written.value }
    }),
  }
}
