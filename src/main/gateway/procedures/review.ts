import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

const defaultMaxBytes = 1_000_000

export function reviewProcedures(services: HostServices) {
  return {
    diff: implementer.review.diff.handler(async ({ input, errors }) => {
      const { thread, path, maxBytes = defaultMaxBytes } = input
      const diff = await services.diff({ thread, path, maxBytes })
      if (!diff.ok) throw errors.REFUSED({ message: diff.error.message, data: diff.error })
      return diff.value
    }),
  }
}
