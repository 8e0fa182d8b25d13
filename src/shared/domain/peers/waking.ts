import type { PromptId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import { lineOf } from '../run/own-runs.ts'
import type { PromptBlock, Thread } from '../thread/state.ts'
import { heldBehind } from '../topology/behind.ts'
import type { Mailbox } from './state.ts'

/** A turn for what waits, where the thread is at rest and nothing speaks against it. */
export function wake(model: Model, id: string): readonly DomainEvent[] {
  const thread = model.thread.get(id)
  return thread?.state.kind === 'ready' ? turnForMail(model, thread) : []
}

/** The same of a thread that comes to rest; none where nothing waits that is worth a turn. */
export function turnForMail(model: Model, thread: Thread): readonly DomainEvent[] {
  const mailbox = model.mailbox.get(thread.id)
  if (mailbox === undefined || !calls(mailbox) || heldAtRest(model, thread) !== null) return []
  const prompt = { id: promptOf(model, mailbox) }
  return [
    { type: 'mailbox.woke', id: thread.id, prompt: prompt.id },
    { type: 'prompt.sent', ...prompt, thread: thread.id, blocks: [hostText('Your peers have written to you.')] },
    { type: 'thread.prompt-queued', id: thread.id, prompt },
    { type: 'thread.queued', id: thread.id },
  ]
}

/** Something waits that a thread at rest gets a turn for. */
export function calls({ calls: count = 0, waiting }: Mailbox): boolean {
  return count > 0 && waiting > 0
}

/** Why a thread at rest gets no turn by a message, in a sentence; null where it does. */
export function heldAtRest(model: Model, thread: Thread): string | null {
  const { run, title } = thread
  if (model.pool.get('pool')?.frozenSince !== undefined) return 'Everything is frozen.'
  for (const { plan } of lineOf(model, run)) {
    const kind = plan?.state.kind
    if (kind === 'paused' || kind === 'stopped') return `The run of ${title} is ${kind}.`
  }
  const first = heldBehind(model, thread)
  if (first !== undefined) return `${title} waits until ${first.title} has landed.`
  return isRecovering(model, thread.id) ? `The host is about to go on with ${title}.` : null
}

/** Counted by the mailbox; a number that somebody else has used is left out. */
export function promptOf(model: Model, { id, woken = 0 }: Mailbox): PromptId {
  for (let number = woken + 1; ; number += 1) {
    const prompt = `mail-${id}-${number}` as PromptId
    if (model.prompt.get(prompt) === undefined) return prompt
  }
}

export function hostText(text: string): PromptBlock {
  return { kind: 'text', text, origin: 'host' }
}
