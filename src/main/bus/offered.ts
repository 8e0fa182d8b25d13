import type { ThreadRole } from '../../shared/domain/thread/state.ts'
import type { Tool } from '../engine/tool.ts'

/** For threads of these roles. */
export function toRoles(...roles: readonly ThreadRole[]): Tool['offered'] {
  return ({ role }) => roles.includes(role ?? 'work')
}

/** For threads that work on a task of a plan; with `plans`, of a plan of several. */
export function toWorkers(plans?: 'plans'): Tool['offered'] {
  return (thread, model) => {
    if (thread.role !== undefined || model.task.get(thread.task) === undefined) return false
    const plan = model.run.get(thread.run)?.plan
    return plan !== undefined && (plans === undefined || plan.kind === 'plan')
  }
}
