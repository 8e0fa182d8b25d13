import type { Model } from '../model.ts'
import { mayStart } from '../pool/admission.ts'
import { HeldSlots } from '../pool/held-slots.ts'
import type { Task } from '../task/state.ts'
import type { Thread, ThreadState } from '../thread/state.ts'
import { tasksOf } from './queries.ts'
import type { Run } from './state.ts'

/** How a task stands, in the words of its newest thread. */
export interface TaskView {
  readonly state: ThreadState['kind']
  readonly thread: Thread['id'] | null
  readonly attempts: number
  /** Of a parked one its code; of a queued one what it waits for, as a sentence. */
  readonly reason: string | null
  readonly message: string | null
  /** What it waits for, in plain words. */
  readonly waitsFor: readonly string[]
}

export function taskView(model: Model, task: Task): TaskView {
  const { attempts, state } = task
  const thread = newestThread(model, task)
  const known = { thread: task.threads.at(-1)?.thread ?? null, attempts, message: null, reason: null, waitsFor: [] }
  switch (state.kind) {
    case 'landed':
      return { ...known, state: 'landed', thread: state.thread }
    case 'parked':
      return { ...known, state: 'parked', reason: state.reason.code, message: state.reason.message }
    case 'starting':
      return { ...known, state: 'preparing' }
    case 'active':
      return thread === undefined ? { ...known, state: 'landed' } : { ...known, ...threadWords(thread) }
    default: {
      const waitsFor = waitsForOf(model, task)
      return { ...known, state: 'queued', waitsFor, reason: waitsFor.length === 0 ? null : waitsFor.join('; ') }
    }
  }
}

function threadWords({ state }: Thread): Pick<TaskView, 'state' | 'reason' | 'message'> {
  if (state.kind !== 'parked') return { state: state.kind, reason: null, message: null }
  return { state: 'parked', reason: state.reason.code, message: state.reason.message }
}

function newestThread(model: Model, task: Task): Thread | undefined {
  const id = task.chosen ?? task.threads.at(-1)?.thread
  return id === undefined ? undefined : model.thread.get(id)
}

function waitsForOf(model: Model, task: Task): readonly string[] {
  const run = model.run.get(task.run)
  const kind = run?.plan?.state.kind
  if (task.state.kind === 'proposed') return ['waits for your yes: it was proposed by a thread']
  if (kind === 'draft' || kind === 'planning') return ['waits for the plan to be approved']
  if (kind === 'paused') return ['waits for the run to be resumed: it is paused']
  if (kind === 'stopped') return ['waits for the run to be resumed: it is stopped']
  const open = task.after.flatMap(({ from, on }) => {
    const other = model.task.get(on)
    return other === undefined ? [] : openLink(model, other, from)
  })
  if (open.length > 0) return open
  if (model.pool.get('pool')?.frozenSince !== undefined) return ['waits for the thaw: everything is frozen']
  return ['waits for a free slot, a review or its budget']
}

function openLink(model: Model, other: Task, from: 'landed' | 'stacked'): readonly string[] {
  if (other.state.kind === 'landed') return []
  const { state } = taskView(model, other)
  if (from === 'stacked' && (state === 'ready' || state === 'landing')) return []
  const wanted = from === 'landed' ? 'not landed' : 'not ready'
  const needs = state === 'ready' ? 'needs your review' : `is ${state}`
  return [`waits for ${other.key}: ${wanted}, ${needs}`]
}

const moving: ReadonlySet<string> = new Set(['queued', 'preparing', 'running', 'verifying', 'landing'])

/** Whether anything of a run can still change without a person. */
export function canMove(model: Model, run: Run): boolean {
  const frozen = model.pool.get('pool')?.frozenSince !== undefined
  const kind = run.plan?.state.kind ?? 'running'
  for (const thread of model.thread.values()) {
    if (thread.run === run.id && threadMoves(model, run, thread)) return true
  }
  if (kind !== 'running' || frozen) return false
  return tasksOf(model, run.id).some((task) => taskMoves(model, task))
}

function threadMoves(model: Model, run: Run, thread: Thread): boolean {
  const frozen = model.pool.get('pool')?.frozenSince !== undefined
  const { kind } = thread.state
  const held = frozen || run.plan?.state.kind === 'paused' || run.plan?.state.kind === 'stopped'
  if (kind === 'queued') return !held
  if (moving.has(kind)) return true
  if (kind === 'discarded') return thread.state.kind === 'discarded' && thread.state.trash === 'moving'
  if (kind === 'parked') return !frozen && (model.recovery.get(thread.id)?.next ?? null) !== null
  return kind === 'ready' && landsByItself(model, run, thread)
}

/** It met its effort, and its landing is about to be asked for. */
function landsByItself(model: Model, run: Run, thread: Thread): boolean {
  if (run.plan?.policy.autoLand !== true || thread.role !== undefined) return false
  if (thread.checkpoint === null || thread.checkpoint.files === 0 || thread.into === null) return false
  if ((model.task.get(thread.task)?.candidates ?? 1) > 1) return false
  if (thread.stackedOn?.some((id) => model.thread.get(id)?.state.kind !== 'landed') === true) return false
  for (const landing of model.landing.values()) if (landing.thread === thread.id) return false
  return true
}

function taskMoves(model: Model, task: Task): boolean {
  if (task.state.kind === 'starting') return true
  if (task.state.kind !== 'ready') return false
  if (mayStart(model, new HeldSlots(model), task)) return true
  // A slot that is held now comes free, unless it waits for a person.
  for (const { state } of model.thread.inRole('holding')) if (state.kind !== 'needs-you') return true
  return false
}
