import { type Err, err } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { defaultPoolLimits } from '../pool/state.ts'
import type { NewTask } from '../task/commands.ts'
import type { Task } from '../task/state.ts'
import { idTaken } from '../thread/id-taken.ts'

type Planned = Extract<DomainEvent, { type: 'task.planned' }>

interface Into {
  readonly run: Planned['run']
  readonly project: Planned['project']
  /** Place of the first one in the outline. */
  readonly order: number
  readonly state: Planned['state']
  readonly spawned?: Planned['spawned']
  /** Tasks of the run that links may name besides the new ones. */
  readonly others: readonly Task[]
}

/** The events that make tasks of a plan; every key that a link names must be there. */
export function plannedTasks(tasks: readonly NewTask[], into: Into): readonly Planned[] {
  const { order, others, project, run, spawned, state } = into
  const ids = new Map([...others, ...tasks].map(({ id, key }) => [key, id]))
  return tasks.map(({ after, id, ...planned }, index) => ({
    type: 'task.planned',
    id,
    run,
    project,
    order: order + index,
    planned,
    after: after.flatMap(({ from, on }) => {
      const named = ids.get(on)
      return named === undefined ? [] : [{ on: named, from }]
    }),
    state,
    ...(spawned === undefined ? {} : { spawned }),
  }))
}

/** Ids of new tasks that are in use already, or twice in the same list. */
export function takenTask(model: Model, tasks: readonly NewTask[]): Err<Refusal> | null {
  const seen = new Set<string>()
  for (const { id } of tasks) {
    if (seen.has(id) || model.task.get(id) !== undefined) return idTaken(id)
    seen.add(id)
  }
  return null
}

/** Refuses to start more threads at once than may be without a person having seen the estimate. */
export function fanOutRefusal(
  model: Model,
  tasks: readonly { readonly candidates: number }[],
  confirmed: boolean | undefined,
): Err<Refusal> | null {
  const limit = (model.pool.get('pool')?.limits ?? defaultPoolLimits).fanOut
  const threads = tasks.reduce((sum, { candidates }) => sum + candidates, 0)
  if (confirmed === true || threads <= limit) return null
  return err({
    code: 'confirm-estimate',
    message: `This starts ${threads} threads for ${tasks.length} tasks, more than the ${limit} that start unasked. Nothing was started.`,
    remedy: 'Look at the estimate, then confirm it.',
    facts: { tasks: tasks.length, threads, limit },
  })
}
