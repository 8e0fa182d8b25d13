import type { FolderFacts } from '../../../shared/contract/channels/repository.ts'
import { ok } from '../../../shared/kernel/result.ts'
import { readProjectSettings } from '../../gates/project-settings.ts'
import type { HostServices } from '../../gateway/host-services.ts'
import { makeSample } from '../../onboarding/make-sample.ts'
import type { GitPort } from '../../ports/git.ts'
import { inspectFolder } from '../../repositories/inspect-folder.ts'
import { listFolders } from '../../repositories/list-folders.ts'
import type { Adapters } from './adapters.ts'

type Repository = Extract<FolderFacts, { kind: 'repository' }>

/** A file that can't be understood is for the dispatch to refuse, which names the place in it. */
async function gatesOf(git: GitPort, { head, prefix, root }: Repository): Promise<readonly string[]> {
  const found = head.kind === 'unborn' ? undefined : await git.inspect(root)
  if (head.kind === 'unborn' || !found?.ok) return []
  const { gitDirectory } = found.value
  const settings = await readProjectSettings(git, { gitDirectory, prefix, commit: head.commit })
  return settings.ok ? settings.value.gates : []
}

/** Choosing a repository, and having one made to try things on. */
export function repositoryServices(
  adapters: Pick<Adapters, 'git' | 'folders' | 'clock'>,
): HostServices['repositories'] {
  const { folders, git } = adapters
  return {
    async inspect(folder) {
      const facts = await inspectFolder({ git, home: folders.home }, folder)
      if (!facts.ok || facts.value.kind !== 'repository') return facts
      const gates = await gatesOf(git, facts.value)
      return gates.length === 0 ? facts : ok({ ...facts.value, gates })
    },
    folders: (path) => listFolders(folders, path),
    makeSample: () => makeSample(adapters),
  }
}
