import { assertNever } from '../../kernel/assert-never.ts'
import type { PromptId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { policyOf } from '../run/queries.ts'
import { anotherAttempt } from '../task/attempts.ts'
import { holdsSlot } from '../thread/queries.ts'
import type { AgentChoice, ParkReason, PromptBlock, Thread } from '../thread/state.ts'
import { mayBeginAnother } from './answer.ts'
import { codeOf } from './final.ts'
import { anew, goOn } from './host-texts.ts'
import type { Diagnosis, RecoveryStep } from './state.ts'

/** A diagnosis, as far as doing its step needs it. */
export interface Due {
  readonly diagnosis: Pick<Diagnosis, 'class' | 'step' | 'words'>
  /** Names what the step sends. */
  readonly number: number
}

/** What the step that is due means for its thread, now. A running turn is ended first; its end goes on from there. */
export function takeStep(model: Model, thread: Thread, due: Due): readonly DomainEvent[] {
  const { step } = due.diagnosis
  if (step.kind === 'ask' || step.kind === 'leave') return []
  if (holdsSlot(thread)) return inTurn(model, thread, due)
  return [{ type: 'recovery.proceeded', id: thread.id }, ...atRest(model, thread, due)]
}

function inTurn(model: Model, thread: Thread, due: Due): readonly DomainEvent[] {
  const { id } = thread
  const { step } = due.diagnosis
  if (step.kind !== 'steer') {
    return [{ type: 'thread.interrupt-requested', id, how: 'stop', because: stoppedBy(due) }]
  }
  const prompt = { id: promptId(thread, due) }
  return [
    { type: 'recovery.proceeded', id },
    { type: 'thread.interrupt-requested', id, how: 'interrupt' },
    sent(thread, due, step.text),
    { type: 'thread.steered', id, prompt },
    ...retried(model, thread),
  ]
}

/** What a turn is parked with that recovery ended, until its step goes on. */
function stoppedBy({ diagnosis }: Due): ParkReason {
  return { code: codeOf(diagnosis.class), message: diagnosis.words, remedy: 'Wait for what recovery does next.' }
}

type Taken = Exclude<RecoveryStep, { kind: 'ask' | 'leave' }>

function atRest(model: Model, thread: Thread, due: Due): readonly DomainEvent[] {
  const { id } = thread
  const step = due.diagnosis.step as Taken
  switch (step.kind) {
    case 'resend':
    case 'interrupt':
      return [...again(thread, due), ...retried(model, thread)]
    case 'resend-fresh-session':
      return [{ type: 'thread.session-forgotten', id }, ...withNote(model, thread, due), ...retried(model, thread)]
    case 'prompt':
    case 'steer':
      return [...prompted(thread, due, step.text), ...retried(model, thread)]
    case 'fresh':
      return handedOver(model, thread, { ...due, agent: step.agent })
    default:
      return assertNever(step)
  }
}

/** The prompt of the turn that failed is at the head of the queue, where it was kept. */
function again(thread: Thread, due: Due): readonly DomainEvent[] {
  return thread.prompts.length > 0 ? [{ type: 'thread.queued', id: thread.id }] : prompted(thread, due, goOn)
}

function withNote(model: Model, thread: Thread, due: Due): readonly DomainEvent[] {
  const { brief: goal = thread.title, material = [] } = policyOf(model, thread)?.task ?? {}
  const [first] = thread.prompts
  if (first === undefined) return prompted(thread, due, anew(goal), material)
  const note = { kind: 'text', text: anew(goal), origin: 'host' } as const
  return [
    { type: 'prompt.amended', id: first.id, blocks: [note, ...(isTold(model, first.id) ? [] : material)] },
    { type: 'thread.queued', id: thread.id },
  ]
}

/** The material of its task stands in the prompt already. */
function isTold(model: Model, prompt: PromptId): boolean {
  return model.prompt.get(prompt)?.blocks.some(({ origin }) => origin === 'event') ?? false
}

type Prompted = readonly [due: Due, text: string, material?: readonly PromptBlock[]]

function prompted(thread: Thread, ...[due, text, material]: Prompted): readonly DomainEvent[] {
  const { id } = thread
  return [
    sent(thread, due, text, material),
    { type: 'thread.prompt-queued', id, prompt: { id: promptId(thread, due) } },
    { type: 'thread.queued', id },
  ]
}

function sent(thread: Thread, ...[due, text, material = []]: Prompted): DomainEvent {
  const blocks = [{ kind: 'text', text, origin: 'host' } as const, ...material]
  return { type: 'prompt.sent', id: promptId(thread, due), thread: thread.id, blocks }
}

function promptId(thread: Thread, due: Due): PromptId {
  return `${thread.id}-recovery-${due.number}` as PromptId
}

/** One more beginning of the task, in the same thread. */
function retried(model: Model, thread: Thread): readonly DomainEvent[] {
  const task = policyOf(model, thread)?.task
  return task == null ? [] : [{ type: 'task.retried', id: task.id }]
}

interface HandingOver extends Due {
  readonly agent: AgentChoice | null
}

function handedOver(model: Model, thread: Thread, due: HandingOver): readonly DomainEvent[] {
  const found = policyOf(model, thread)
  const { id } = thread
  // Something else became of the task while the turn came to its end.
  if (found?.task == null || !mayBeginAnother(found, thread))
    return [{ type: 'thread.parked', id, reason: leftBehind(due) }]
  const { agent } = due
  const because = due.diagnosis.words
  return [
    {
      type: 'thread.parked',
      id,
      reason: {
        code: 'superseded',
        message: `${because} This one is kept as it is.`,
        remedy: 'Look at the newer attempt.',
      },
    },
    anotherAttempt(found.task, agent === null ? { because } : { because, agent }),
  ]
}

function leftBehind({ diagnosis }: Due): ParkReason {
  return {
    code: codeOf(diagnosis.class),
    message: 'It was to be given to another thread, and its task does not wait for one any more. The work is kept.',
    remedy: 'Send a prompt to go on, or discard it.',
    options: ['Send a prompt to go on', 'Discard it'],
  }
}
