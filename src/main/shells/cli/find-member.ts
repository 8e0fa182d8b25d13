import type { Model } from '../../../shared/domain/model.ts'
import { memberOf } from '../../../shared/domain/topology/member.ts'
import type { Member } from '../../../shared/domain/topology/state.ts'
import { threadNamed } from '../attach/find-thread.ts'

/** What works with others: named by its thread, or by its task where it has none yet. */
export function memberNamed(model: Model, id: string): Member {
  const task = model.task.get(id)
  return task === undefined ? memberOf(threadNamed(model, id)) : { run: task.run, task: task.id }
}
