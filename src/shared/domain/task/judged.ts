import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import type { Thread } from '../thread/state.ts'
import { isProven, needsGates } from '../verification/queries.ts'
import type { Task } from './state.ts'
import { currentThreads, setAside } from './threads.ts'

/**
 * A judge has come to rest. Where tasks land by themselves its choice is taken, if that passed its gates; everywhere else
 * a person picks, with the choice in view.
 */
export function judgeEnded(model: Model, judge: Thread): readonly DomainEvent[] {
  const task = model.task.get(judge.task)
  if (task?.judge?.thread !== judge.id) return []
  const { said } = task.judge
  const { state } = judge
  if (state.kind === 'ready' && said !== null) return taken(model, task, said)
  const ended = state.kind === 'ready' || (state.kind === 'parked' && !isRecovering(model, judge.id))
  if (!ended || said !== null || task.chosen !== undefined) return []
  return [noted(task, `The judge of ${task.key} came to no choice: pick one of the candidates.`)]
}

/** A judge that changed files has said nothing in that turn. */
export function judgementVoided(model: Model, id: Thread['id']): readonly DomainEvent[] {
  const judge = model.thread.get(id)
  const task = judge?.role === 'judge' ? model.task.get(judge.task) : undefined
  if (judge === undefined || task?.judge?.thread !== id || task.judge.said?.turn !== judge.turns) return []
  return [{ type: 'task.judgement-voided', id: task.id }]
}

function taken(
  model: Model,
  task: Task,
  said: NonNullable<NonNullable<Task['judge']>['said']>,
): readonly DomainEvent[] {
  const thread = model.thread.get(said.choice)
  const landsByItself = model.run.get(task.run)?.plan?.policy.autoLand === true
  if (!landsByItself || task.chosen !== undefined || task.state.kind !== 'active' || thread === undefined) return []
  if (!passed(model, thread, said.commit)) {
    return [noted(task, `The judge's choice for ${task.key} is not proven by gates: you pick.`)]
  }
  const others = currentThreads(model, task).filter(({ id }) => id !== thread.id)
  return [
    { type: 'task.chosen', id: task.id, thread: thread.id, ...(task.judge && { by: task.judge.thread }) },
    ...others.flatMap((other) => setAside(model, other)),
  ]
}

/** All that its effort asks for was found of the work that the judge has looked at. */
function passed(model: Model, thread: Thread, commit: string): boolean {
  const { checkpoint, state } = thread
  if (state.kind !== 'ready' || checkpoint === null || checkpoint.commit !== commit) return false
  return needsGates(model, thread) !== null && isProven(model, thread, checkpoint.tree)
}

function noted({ id, run }: Task, text: string): DomainEvent {
  return { type: 'run.noted', id: run, task: id, text }
}
