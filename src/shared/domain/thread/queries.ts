import type { Model } from '../model.ts'
import type { Thread } from './state.ts'
import { isSteered } from './steering.ts'

/** A slot of the pool is held from preparing to the turn's end, waiting for a person included. */
export function holdsSlot(thread: Thread): boolean {
  const kind = thread.state.kind
  return kind === 'preparing' || kind === 'running' || kind === 'needs-you'
}

/** A steered thread keeps its slot while its work is saved, for the prompt that runs next. */
export function keepsSlot(thread: Thread): boolean {
  return thread.state.kind === 'verifying' && isSteered(thread)
}

/** The thread of a report, if the report is of its present generation and its turn is open. */
export function threadInTurn(
  model: Model,
  report: { readonly thread: string; readonly generation: number },
): Thread | undefined {
  const thread = model.thread.get(report.thread)
  if (thread?.turn == null || thread.session.generation !== report.generation) return undefined
  return thread
}

/** Commit that the last turn had started from; null for nothing. The base before any turn has ended. */
export function turnStart(thread: Thread): string | null {
  return thread.turnFrom === undefined ? thread.base.commit : thread.turnFrom
}
