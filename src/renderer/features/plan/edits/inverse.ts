import type { PublicCommand } from '../../../../shared/contract/channels/commands.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import type { PlannedTask } from '../../../../shared/domain/plan/plan.ts'
import { plannedOf } from '../../../../shared/domain/run/plan-of.ts'
import { tasksOf } from '../../../../shared/domain/run/queries.ts'
import type { TaskPatch } from '../../../../shared/domain/task/events.ts'
import type { Task } from '../../../../shared/domain/task/state.ts'

/**
 * What takes a command back, by the model before it was sent; nothing where there is no way back. A task that was
 * taken out comes back under the id that `newId` makes.
 */
export function inverseOf(model: Model, command: PublicCommand, newId: () => string): readonly PublicCommand[] {
  if (command.type === 'task.add') return [{ type: 'task.remove', payload: { task: command.payload.task.id } }]
  if (command.type === 'run.configure') return reconfigured(model, command)
  if (command.type === 'run.switch') return switchedBack(model, command.payload, newId())
  if (!('task' in command.payload) || typeof command.payload.task !== 'string') return []
  const task = model.task.get(command.payload.task)
  if (task === undefined) return []
  const tasks = tasksOf(model, task.run)
  switch (command.type) {
    case 'task.edit':
      return [{ type: 'task.edit', payload: { task: task.id, patch: former(task, command.payload.patch) } }]
    case 'task.move':
      return [{ type: 'task.move', payload: { task: task.id, before: following(task, tasks) } }]
    case 'task.link':
    case 'task.unlink':
      return [relinked(task, command.payload.on)]
    case 'task.remove':
      return broughtBack(plannedOf(model, task), task, { tasks, id: newId() })
    default:
      return []
  }
}

function switchedBack(model: Model, { run }: Payload<'run.switch'>, cluster: string): readonly PublicCommand[] {
  const { topology, teams = 'ask' } = model.run.get(run)?.plan?.policy ?? {}
  return topology === undefined ? [] : [{ type: 'run.switch', payload: { run, topology, teams, cluster } }]
}

function former(task: Task, patch: object): TaskEditPatch {
  const fields = Object.keys(patch) as (keyof TaskPatch)[]
  return Object.fromEntries(fields.map((field) => [field, task[field]])) as TaskEditPatch
}

type Payload<Type extends PublicCommand['type']> = Extract<PublicCommand, { type: Type }>['payload']
export type TaskEditPatch = Payload<'task.edit'>['patch']

function following(task: Task, tasks: readonly Task[]): string | null {
  return tasks[tasks.findIndex(({ id }) => id === task.id) + 1]?.id ?? null
}

function relinked(task: Task, on: string): PublicCommand {
  const link = task.after.find((one) => one.on === on)
  if (link === undefined) return { type: 'task.unlink', payload: { task: task.id, on } }
  return { type: 'task.link', payload: { task: task.id, on, from: link.from } }
}

interface Beside {
  readonly tasks: readonly Task[]
  /** Under which it comes back. */
  readonly id: string
}

function broughtBack(planned: PlannedTask, task: Task, { tasks, id }: Beside): readonly PublicCommand[] {
  const added = { ...planned, id } as unknown as Payload<'task.add'>['task']
  const before = following(task, tasks)
  const place: readonly PublicCommand[] = before === null ? [] : [{ type: 'task.move', payload: { task: id, before } }]
  const links = tasks.flatMap((child) =>
    child.after
      .filter(({ on }) => on === task.id)
      .map(({ from }): PublicCommand => ({ type: 'task.link', payload: { task: child.id, on: id, from } })),
  )
  return [{ type: 'task.add', payload: { run: task.run, task: added } }, ...place, ...links]
}

function reconfigured(
  model: Model,
  { payload }: Extract<PublicCommand, { type: 'run.configure' }>,
): readonly PublicCommand[] {
  const run = model.run.get(payload.run)
  if (run?.plan === undefined) return []
  const before: Readonly<Record<string, unknown>> = { teams: 'ask', ...run.plan.policy, goal: run.goal }
  const fields = Object.keys(payload).filter((field) => field !== 'run')
  const patch = Object.fromEntries(fields.map((field) => [field, before[field]]))
  return [{ type: 'run.configure', payload: { ...patch, run: payload.run } }]
}
