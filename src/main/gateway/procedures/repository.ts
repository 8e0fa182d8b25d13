import type { HostServices } from '../host-services.ts'
import { implementer } from './implementer.ts'

export function repositoryProcedures({ repositories }: HostServices) {
  return {
    inspect: implementer.repository.inspect.handler(async ({ input, errors }) => {
      const facts = await repositories.inspect(input.folder)
      if (!facts.ok) throw errors.REFUSED({ message: facts.error.message, data: facts.error })
      return facts.value
    }),
    folders: implementer.repository.folders.handler(async ({ input, errors }) => {
      const listing = await repositories.folders(input.path)
      if (!listing.ok) throw errors.REFUSED({ message: listing.error.message, data: listing.error })
      return listing.value
    }),
  }
}
