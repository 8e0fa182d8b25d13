import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

const defaultMaxBytes = 1_000_000
const wholeChange = { kind: 'base' } as const

export function reviewProcedures(services: HostServices) {
  return {
    diff: implementer.review.diff.handler(async ({ input, errors }) => {
      const { thread, path, since = wholeChange, maxBytes = defaultMaxBytes } = input
      const diff = await services.diff({ thread, path, since, maxBytes })
      if (!diff.ok) throw errors.REFUSED({ message: diff.error.message, data: diff.error })
      return diff.value
    }),
    file: implementer.review.file.handler(async ({ input, errors }) => {
      const file = await services.file({ ...input, since: input.since ?? wholeChange })
      if (!file.ok) throw errors.REFUSED({ message: file.error.message, data: file.error })
      return file.value
    }),
  }
}
