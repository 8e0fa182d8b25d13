import type { HostServices } from '../../gateway/host-services.ts'
import { makeSample } from '../../onboarding/make-sample.ts'
import { inspectFolder } from '../../repositories/inspect-folder.ts'
import { listFolders } from '../../repositories/list-folders.ts'
import type { Adapters } from './adapters.ts'

/** Choosing a repository, and having one made to try things on. */
export function repositoryServices(
  adapters: Pick<Adapters, 'git' | 'folders' | 'clock'>,
): HostServices['repositories'] {
  const { folders, git } = adapters
  return {
    inspect: (folder) => inspectFolder({ git, home: folders.home }, folder),
    folders: (path) => listFolders(folders, path),
    makeSample: () => makeSample(adapters),
  }
}
