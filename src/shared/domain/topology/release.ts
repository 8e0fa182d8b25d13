import type { PromptId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { oneLine } from '../thread/quoted.ts'
import type { PromptBlock, Thread } from '../thread/state.ts'
import { cancelChecks } from '../verification/cancel.ts'
import { isChecking } from '../verification/find.ts'
import { type FirstStanding, firstStanding } from './behind.ts'

/** Threads that wait for another one's landing no longer: it has landed, or nothing is to come of it by itself. */
export function releases(model: Model): readonly DomainEvent[] {
  const events: DomainEvent[] = []
  for (const thread of model.thread.values()) {
    if (thread.behind === undefined) continue
    const standing = firstStanding(model, thread.behind)
    if (standing.kind === 'landed') events.push(...afterLanding(model, thread, standing))
    else if (standing.kind === 'over') {
      events.push({ type: 'thread.released', id: thread.id, because: `${standing.because} Nothing else holds it up.` })
    }
  }
  return events
}

type Landed = Extract<FirstStanding, { kind: 'landed' }>

function afterLanding(model: Model, second: Thread, first: Landed): readonly DomainEvent[] {
  const because = `${first.thread.title} has landed.`
  const base = startsFrom(second, first) ? first.commit : undefined
  return [
    { type: 'thread.released', id: second.id, because, ...(base === undefined ? {} : { base }) },
    ...told(model, second, textFor(first, base)),
  ]
}

/** It has never had a slot: nothing was made from its old base, and none is being made. */
function startsFrom({ base, session, state }: Thread, { thread: { into } }: Landed): boolean {
  return state.kind === 'queued' && session.generation === 0 && into !== null && base.ref === into
}

function textFor({ commit, thread }: Landed, base: string | undefined): string {
  const landed = `“${oneLine(thread.title)}” has landed as ${commit}, which your work was to wait for.`
  if (base !== undefined) return `${landed} You start from it.`
  return `${landed} Merge it (git merge ${commit}) and make your work fit what it changed; then go on with your task.`
}

/** Beside the prompt that waits where there is one, else as a prompt of its own. */
function told(model: Model, thread: Thread, text: string): readonly DomainEvent[] {
  const blocks: readonly PromptBlock[] = [{ kind: 'text', text, origin: 'host' }]
  const [waiting] = thread.prompts
  if (waiting !== undefined && model.prompt.get(waiting.id) !== undefined) {
    return [{ type: 'prompt.amended', id: waiting.id, blocks }]
  }
  const prompt = { id: `after-${thread.id}-${thread.behind?.thread ?? ''}-${thread.turns}` as PromptId }
  if (!takesPrompts(thread) || model.prompt.get(prompt.id) !== undefined) return []
  const queues = thread.state.kind === 'ready' || isChecking(thread)
  return [
    { type: 'prompt.sent', ...prompt, thread: thread.id, blocks },
    { type: 'thread.prompt-queued', id: thread.id, prompt },
    ...(isChecking(thread) ? cancelChecks(model, thread) : []),
    ...(queues ? [{ type: 'thread.queued', id: thread.id } as const] : []),
  ]
}

/** Those that are at work or ready; what is parked is somebody else's to send on. */
function takesPrompts({ discarding, state: { kind } }: Thread): boolean {
  return !discarding && kind !== 'parked' && kind !== 'landing' && kind !== 'landed' && kind !== 'discarded'
}
