import type { PayloadOf } from '../../command.ts'
import { type Decide, type Decision, events, nothing } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { idTaken } from '../../thread/id-taken.ts'
import { promptRefusal } from '../../thread/prompt-limits.ts'
import type { AgentChoice, ParkCode } from '../../thread/state.ts'
import { agentOfNext } from '../attempts.ts'
import type { Task } from '../state.ts'
import { currentThreads, newestThread } from '../threads.ts'
import { begunRun } from './expand.ts'

type Begun = PayloadOf<'task.begin'>

/** The attempt has its thread, which takes over the slot that was held for it. */
export const decideBegin: Decide<'task.begin'> = (model, payload, { now }) => {
  const task = starting(model, payload)
  const plan = task === undefined ? undefined : model.run.get(task.run)?.plan
  if (task === undefined || plan === undefined) return nothing
  if (model.thread.get(payload.thread) !== undefined) return idTaken(payload.thread)
  if (model.prompt.get(payload.prompt) !== undefined) return idTaken(payload.prompt)
  const tooMuch = promptRefusal(payload.blocks, 0)
  if (tooMuch !== null) return failed(model, task, tooMuch.error)
  const { expand } = task
  if (expand !== undefined && model.run.get(expand.run) !== undefined) {
    return failed(model, task, idTaken(expand.run).error)
  }
  const begins =
    expand === undefined ? begun(model, task, payload) : begunRun(model, plan, { task, expand, payload, now })
  return events(...begins, ...slotOf(model, task, payload))
}

function begun(model: Model, task: Task, payload: Begun): readonly DomainEvent[] {
  const { agent, attempt, base, blocks, prompt, thread } = payload
  const { id, priority, project, run, title } = task
  const stackedOn = stackOf(model, task)
  const because = task.state.kind === 'starting' ? task.state.because : null
  return [
    { type: 'prompt.sent', id: prompt, thread, blocks },
    {
      type: 'thread.dispatched',
      id: thread,
      run,
      task: id,
      project,
      title,
      agent,
      base,
      into: model.run.get(run)?.plan?.place.into ?? null,
      prompt: { id: prompt },
      ...(stackedOn.length === 0 ? {} : { stackedOn }),
      ...(priority === 0 ? {} : { priority }),
    },
    { type: 'run.attempted', id: run, task: id, thread },
    { type: 'task.attempted', id, thread, number: attempt, agent, because },
    { type: 'worktree.leased', id: thread, project, owner: thread, generation: 1 },
  ]
}

/** Threads whose work it starts from and that have not landed. */
function stackOf(model: Model, task: Task): readonly Begun['thread'][] {
  return task.after.flatMap(({ from, on }) => {
    const other = model.task.get(on)
    if (from !== 'stacked' || other === undefined || other.state.kind === 'landed') return []
    return newestThread(model, other)?.id ?? []
  })
}

/** Where something came between, it waits for a slot like any other thread. */
function slotOf(model: Model, task: Task, { agent, thread }: Begun): readonly DomainEvent[] {
  const isFrozen = model.pool.get('pool')?.frozenSince !== undefined
  if (isFrozen || !isSame(agent, agentOfNext(task))) return []
  return [{ type: 'thread.slot-granted', id: thread, generation: 1, turn: 1, sends: 1 }]
}

/** The slot was held for that agent. */
function isSame(agent: AgentChoice, other: AgentChoice | undefined): boolean {
  if (agent.kind !== 'catalogue') return other?.kind === 'command'
  return other?.kind === 'catalogue' && other.id === agent.id
}

export const decideStartFailed: Decide<'task.report-start-failed'> = (model, payload) => {
  const task = starting(model, payload)
  return task === undefined ? nothing : failed(model, task, payload.failure)
}

function starting(model: Model, payload: Pick<Begun, 'task' | 'attempt'>): Task | undefined {
  const task = model.task.get(payload.task)
  return task?.state.kind === 'starting' && task.state.attempt === payload.attempt ? task : undefined
}

interface Failed {
  readonly code: string
  readonly message: string
  readonly remedy: string
}

function failed(model: Model, task: Task, { code, message, remedy }: Failed): Decision {
  const others = task.candidates > 1 ? currentThreads(model, task) : []
  if (others.length === 0) {
    const park: ParkCode = code === 'conflict' ? 'conflict' : 'setup'
    return events({ type: 'task.parked', id: task.id, reason: { code: park, message, remedy } })
  }
  const text = `One more candidate for ${task.key} could not begin. ${message}`
  return events({ type: 'task.reopened', id: task.id }, { type: 'run.noted', id: task.run, task: task.id, text })
}
