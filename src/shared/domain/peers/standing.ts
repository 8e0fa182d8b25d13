import type { Model } from '../model.ts'
import type { Thread } from '../thread/state.ts'
import { goneBecause } from './gone.ts'
import type { Message, MessageState } from './state.ts'
import { heldAtRest } from './waking.ts'

export interface Standing {
  readonly state: MessageState['kind']
  /** What keeps it from being delivered, in a sentence; absent where it moves by itself. */
  readonly held?: string
}

/** How a message stands now, and what holds it. `model` needs its recipient alone. */
export function standingOf(model: Model, { state: { kind }, to }: Pick<Message, 'state' | 'to'>): Standing {
  if (kind !== 'accepted' && kind !== 'placed') return { state: kind }
  const thread = model.thread.get(to)
  const held = thread === undefined ? 'Its recipient is in the archive.' : heldBy(model, thread)
  return held === null ? { state: kind } : { state: kind, held }
}

function heldBy(model: Model, thread: Thread): string | null {
  const { state, title } = thread
  switch (state.kind) {
    case 'parked':
      return goneBecause(thread) ?? `${title} is parked: ${state.reason.message}`
    case 'needs-you':
      return `${title} waits for a person's answer.`
    case 'queued':
      return heldAtRest(model, thread) ?? `${title} waits for a free slot.`
    case 'ready':
      return heldAtRest(model, thread) ?? `${title} has nothing to do; it gets this with its next turn.`
    case 'landing':
      return `${title} is being landed.`
    case 'preparing':
    case 'running':
    case 'verifying':
      return null
    default:
      return goneBecause(thread)
  }
}

/** Why a question has no answer so far, in a sentence about the one that was asked. */
export function unansweredBecause(model: Model, message: Pick<Message, 'state' | 'to'>): string {
  const { held, state } = standingOf(model, message)
  if (held !== undefined) return held
  const thread = model.thread.get(message.to)
  if (thread === undefined) return 'The thread that was asked is in the archive.'
  if (state === 'accepted' || state === 'placed') return `${thread.title} has not read it yet.`
  return `${thread.title} has read it, and ${sinceThen(thread)}`
}

function sinceThen({ state }: Thread): string {
  switch (state.kind) {
    case 'parked':
      return `is parked: ${state.reason.message}`
    case 'needs-you':
      return 'waits for a person’s answer itself.'
    case 'queued':
      return 'waits for a free slot.'
    case 'preparing':
    case 'running':
      return 'is at work without having answered.'
    case 'verifying':
    case 'ready':
    case 'landing':
      return 'ended its turn without an answer.'
    default:
      return 'has ended.'
  }
}
