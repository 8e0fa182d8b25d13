import type { ProjectId } from '../../kernel/ids.ts'
import { ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { idTaken } from '../thread/id-taken.ts'
import type { ProjectFacts } from './commands.ts'
import { isForgotten, projectAt } from './queries.ts'

interface ProjectOfFolder {
  readonly project: ProjectId
  readonly events: readonly DomainEvent[]
}

/** The project of a folder: the one that is known, or was, else a new one with the id that the sender chose. */
export function projectFor(model: Model, wanted: ProjectId, facts: ProjectFacts): Result<ProjectOfFolder, Refusal> {
  const known = projectAt(model, facts)
  if (known === undefined && model.project.get(wanted) !== undefined) return idTaken(wanted)
  const project = known?.id ?? wanted
  if (known === undefined || isForgotten(known)) return ok({ project, events: [opened(project, facts)] })
  return ok({ project, events: [{ type: 'project.used', id: project }] })
}

function opened(id: ProjectId, { root, gitDirectory, prefix, branchPrefix }: ProjectFacts): DomainEvent {
  const folder = prefix === '' ? root : `${root}/${prefix}`
  const name = folder.split('/').at(-1) || folder
  return { type: 'project.opened', id, name, root, gitDirectory, prefix, branchPrefix }
}
