import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import { type Coordination, defaultCoordination } from './state.ts'

/** How a thread's or task's work is to go together with other work: its run's say, else its project's. */
export function coordinationOf(model: Model, { project, run }: Pick<Thread, 'project' | 'run'>): Coordination {
  const policy = model.run.get(run)?.plan?.policy
  if (policy !== undefined) return { topology: policy.topology, teams: policy.teams ?? 'ask' }
  return model.project.get(project)?.coordination ?? defaultCoordination
}

/** Whether the host makes teams of these by itself: every one of them has to want that. */
export function isAutomatic(model: Model, members: readonly Pick<Thread, 'project' | 'run'>[]): boolean {
  return members.every((member) => {
    const { teams, topology } = coordinationOf(model, member)
    return topology !== 'queue' && teams === 'automatic'
  })
}
