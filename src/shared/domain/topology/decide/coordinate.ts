import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { defaultCoordination } from '../state.ts'

/** A person says how work without a plan goes together in a project. What was said here stands before its file. */
export const decideCoordinate: Decide<'project.coordinate'> = (model, { coordination, project: id }) => {
  const project = model.project.get(id)
  if (project === undefined) {
    return refuse('project-unknown', `There is no project ${id}; nothing was changed.`, 'Look at the projects.')
  }
  const { teams, topology } = project.coordination ?? defaultCoordination
  const same = teams === coordination.teams && topology === coordination.topology
  if (same && project.coordinatedBy === 'person') return nothing
  return events({ type: 'project.coordinated', id: project.id, coordination, by: 'person' })
}
