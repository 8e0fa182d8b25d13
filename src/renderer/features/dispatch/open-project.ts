import type { FolderFacts } from '../../../shared/contract/channels/repository.ts'
import { isForgotten, projectAt } from '../../../shared/domain/project/queries.ts'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { ask } from '../../client/ask.ts'
import { sendCommand } from '../../client/commands.ts'
import { type HostState, useHost } from '../../client/store.ts'
import { newId } from '../../lib/new-id.ts'
import { folderOf } from './use-composer.ts'

/** In ms; the host has it by then, only the news of it is awaited. */
const patience = 5000

const notShown = failure(
  'no-answer',
  'The repository was opened, but the host has not told of it yet.',
  'It appears among the projects as soon as the line to the host is back.',
)

/** Makes a folder a known project, a repository first where it is none; answers the project's id. */
export async function openProject(facts: FolderFacts): Promise<Result<string, Failure>> {
  const repository = facts.kind === 'folder' ? facts.root : folderOf(facts)
  const payload = { project: newId(), repository, initialize: facts.kind === 'folder' }
  const refused = await sendCommand({ type: 'project.open', payload })
  if (refused !== null) return err(refused)
  const found = facts.kind === 'folder' ? await ask((api) => api.repository.inspect({ folder: facts.root })) : ok(facts)
  if (!found.ok) return found
  const place = found.value
  return place.kind === 'folder' ? err(notShown) : appears(place)
}

/** Waits for a project to be in the model: the acknowledgment comes before the news. */
function appears(place: { readonly root: string; readonly prefix: string }): Promise<Result<string, Failure>> {
  return new Promise((resolve) => {
    const look = ({ model }: HostState) => {
      const project = projectAt(model, place)
      if (project !== undefined && !isForgotten(project)) settle(ok(project.id))
    }
    const settle = (result: Result<string, Failure>) => {
      clearTimeout(limit)
      stop()
      resolve(result)
    }
    const limit = setTimeout(() => settle(err(notShown)), patience)
    const stop = useHost.subscribe(look)
    look(useHost.getState())
  })
}
