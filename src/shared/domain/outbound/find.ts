import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import type { Outbound } from './state.ts'

/** One that nothing was decided for yet, or that failed. */
export function findOpen(model: Model, id: string, as: 'staged' | 'failed'): Result<Outbound, Refusal> {
  const outbound = model.outbound.get(id)
  if (outbound === undefined) {
    return err({
      code: 'outbound-unknown',
      message: 'There is nothing of that name to be written outside. Nothing was changed.',
      remedy: 'Look at what waits in the inbox.',
    })
  }
  if (outbound.state.kind === as) return ok(outbound)
  return err({
    code: 'outbound-decided',
    message: `This ${stands[outbound.state.kind]}. Nothing was changed.`,
    remedy: 'Look at how it stands now.',
  })
}

/** What waits to be written outside is shown with its thread. */
export function hasOpenOutbound(model: Model, thread: string): boolean {
  for (const { closed } of model.outbound.within(thread)) if (!closed) return true
  return false
}

const stands: Readonly<Record<Outbound['state']['kind'], string>> = {
  staged: 'waits for a yes',
  sending: 'is being written at this moment',
  sent: 'was written already',
  failed: 'could not be written: it can be tried again',
  refused: 'was refused',
}
