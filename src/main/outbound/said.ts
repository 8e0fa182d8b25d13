import { visibleLines } from '../../shared/domain/automation/made-visible.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { OutboundServices } from './services.ts'
import { withoutCalls } from './without-calls.ts'

/** UTF-16 units of an agent's text. */
const saidLimit = 20_000
/** Entries at the end of a conversation among which the last message is looked for. */
const lookedAt = 60

/** What a thread said it found: its report, else its last words. Bounded, nothing hidden in it, and nobody called by it. */
export async function saidBy(
  { store }: Pick<OutboundServices, 'store'>,
  model: Model,
  thread: Thread,
): Promise<string | null> {
  const report = model.task.get(thread.task)?.report ?? null
  const text = report === null || report.from === 'host' ? await lastWords(store, thread) : report.summary
  const visible = visibleLines(text.slice(0, saidLimit).toWellFormed()).join('\n')
  // What is spelled out is longer than what it stands for.
  const shown = withoutCalls(visible.slice(0, saidLimit).toWellFormed())
    .slice(0, 2 * saidLimit)
    .trim()
  if (shown === '') return null
  return Math.max(text.length, visible.length) > saidLimit ? `${shown}\n\n(Cut here: it was longer.)` : shown
}

async function lastWords(store: OutboundServices['store'], thread: Thread): Promise<string> {
  const { rows } = await store.readTranscript(thread.id, { kind: 'tail', limit: lookedAt })
  return rows.findLast(({ kind, text }) => kind === 'message' && text.trim() !== '')?.text ?? ''
}
