import type { Model } from '../../shared/domain/model.ts'
import type { ThreadRole } from '../../shared/domain/thread/state.ts'
import { coordinationOf } from '../../shared/domain/topology/coordination.ts'
import { teamOf } from '../../shared/domain/topology/member.ts'
import type { Tool } from '../engine/tool.ts'

type Offered = Tool['offered']
type OfferedTo = Parameters<Offered>[0]

/** For threads of these roles. */
export function toRoles(...roles: readonly ThreadRole[]): Offered {
  return ({ role }) => roles.includes(role ?? 'work')
}

/** For threads that work on a task of a plan; with `plans`, of a plan of several. */
export function toWorkers(plans?: 'plans'): Offered {
  return (thread, model) => {
    if (thread.role !== undefined || model.task.get(thread.task) === undefined) return false
    const plan = model.run.get(thread.run)?.plan
    return plan !== undefined && (plans === undefined || plan.kind === 'plan')
  }
}

/** For threads that are members of a team, or party of a negotiation that isn't over. */
export const toMembers: Offered = (thread, model) =>
  thread.role === undefined && (teamOf(model, thread) !== undefined || negotiates(thread, model))

function negotiates({ id, project }: OfferedTo, model: Model): boolean {
  for (const { parties, state } of model.negotiation.within(project)) {
    if (state.kind !== 'settled' && parties.includes(id)) return true
  }
  return false
}

/** For threads that work alone where teams may be made. */
export const toJoiners: Offered = (thread, model) =>
  thread.role === undefined && teamOf(model, thread) === undefined && coordinationOf(model, thread).topology !== 'queue'
