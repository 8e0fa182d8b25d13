import type { ProjectId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { sameSettings } from '../negotiation/settings.ts'
import type { NegotiationSettings } from '../negotiation/state.ts'
import { type Coordination, defaultCoordination } from '../topology/state.ts'
import type { Project } from './state.ts'

interface FromFile {
  /** What the project's file says in the commit that work starts from; absent where it doesn't. */
  readonly coordination?: Coordination
  readonly negotiations?: NegotiationSettings
}

/** How what begins now is to go together where it doesn't say itself: as a person said, else as the file does. */
export function wantedCoordination(project: Project | undefined, { coordination }: FromFile): Coordination {
  const said = project?.coordinatedBy === 'person' ? project.coordination : undefined
  return said ?? coordination ?? defaultCoordination
}

/** Notes what the file says where that is new. */
export function coordinatedByFile(model: Model, id: ProjectId, facts: FromFile): readonly DomainEvent[] {
  const project = model.project.get(id)
  const wanted = wantedCoordination(project, facts)
  const { teams, topology } = project?.coordination ?? defaultCoordination
  const { negotiations } = facts
  const same = teams === wanted.teams && topology === wanted.topology
  if (same && sameSettings(project?.negotiations, negotiations)) return []
  const talks = negotiations === undefined ? {} : { negotiations }
  return [{ type: 'project.coordinated', id, coordination: wanted, by: 'file', ...talks }]
}
