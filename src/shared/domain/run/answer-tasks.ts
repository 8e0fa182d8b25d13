import type { Model } from '../model.ts'
import type { Task } from '../task/state.ts'
import type { Thread } from '../thread/state.ts'
import { provenWords } from '../verification/queries.ts'
import { taskView } from './progress.ts'
import { taskSpend } from './spend.ts'
import { amountWords } from './spend-words.ts'

/** Lines of a list that an answer holds. */
const listed = 20

/** One line each; what is left out is counted. */
export function lines(all: readonly string[]): string {
  const more = all.length - listed
  return [...all.slice(0, listed), ...(more > 0 ? [`… and ${more} more`] : [])].join('\n')
}

export function blockedWords(model: Model, tasks: readonly Task[]): string {
  const held = tasks.flatMap((task) => {
    const { message, reason, state } = taskView(model, task)
    if (state === 'queued') return [`${task.title} ${reason ?? 'waits for a free slot'}.`]
    if (state === 'needs-you') return [`${task.title} waits for your answer to a request.`]
    return state === 'parked' ? [`${task.title} is parked: ${message ?? reason ?? ''}`] : []
  })
  return held.length === 0 ? 'Nothing is blocked.' : lines(held)
}

export function troubleWords(model: Model, tasks: readonly Task[]): string {
  const parked = tasks.flatMap((task) => {
    const { message, state } = taskView(model, task)
    if (state !== 'parked') return []
    return [`${task.title}: ${message ?? 'parked'}${pending(model, task)}`]
  })
  return parked.length === 0 ? 'Nothing went wrong that still stands.' : lines(parked)
}

export function runningWords(model: Model, tasks: readonly Task[]): string {
  const going = tasks.flatMap((task) => {
    const { state } = taskView(model, task)
    if (state === 'preparing') return [`${task.title} is being prepared.`]
    if (state === 'running') return [`${task.title} is running${activityOf(model, task)}.`]
    return state === 'verifying' || state === 'landing' ? [`${task.title} is ${state}.`] : []
  })
  return going.length === 0 ? 'Nothing is at work.' : lines(going)
}

function activityOf(model: Model, task: Task): string {
  const activity = newest(model, task)?.activity
  return activity == null ? '' : `: ${activity.kind}${activity.detail === '' ? '' : ` ${activity.detail}`}`
}

/** What recovery is about to do, after the sentence that says what is wrong. */
function pending(model: Model, task: Task): string {
  const recovery = model.recovery.get(newest(model, task)?.id ?? '')
  return recovery?.next == null ? '' : ` ${recovery.diagnoses.at(-1)?.words ?? ''}`
}

/** Everything that is recorded of one task, in a few lines. */
export function answerAbout(model: Model, task: Task, now: number): string {
  const { attempts, message, reason, state } = taskView(model, task)
  const thread = newest(model, task)
  const why = state === 'queued' ? `: it ${reason ?? 'waits for a free slot'}` : ''
  const remedy = thread?.state.kind === 'parked' ? thread.state.reason.remedy : remedyOf(task)
  return [
    `${task.title} is ${state}${why}.`,
    state === 'parked' ? `${message ?? reason ?? ''}${pending(model, task)} ${remedy ?? ''}`.trim() : '',
    attempts > 0
      ? `${attempts === 1 ? 'One attempt' : `${attempts} attempts`}, ${amountWords(taskSpend(model, task, now))}.`
      : '',
    thread === undefined ? '' : proof(model, thread),
    task.report === null ? '' : `Reported: ${task.report.summary}`,
    task.report === null || task.report.questions.length === 0 ? '' : `Open: ${task.report.questions.join(' ')}`,
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function remedyOf({ state }: Task): string | null {
  return state.kind === 'parked' ? state.reason.remedy : null
}

function proof(model: Model, thread: Thread): string {
  const words = provenWords(model, thread)
  if (words.kind === 'proven')
    return `Its ${words.gates === 1 ? 'gate' : `${words.gates} gates`} passed on the work as it is.`
  if (words.kind === 'failed')
    return words.proof === null ? 'Its checks failed.' : `A gate failed: ${words.proof.command}`
  return ''
}

function newest(model: Model, task: Task): Thread | undefined {
  return model.thread.get(taskView(model, task).thread ?? '')
}
