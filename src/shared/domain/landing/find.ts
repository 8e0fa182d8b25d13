import { err, ok, type Result } from '../../kernel/result.ts'
import type { Refusal } from '../decision.ts'
import type { Model } from '../model.ts'
import type { Landing } from './state.ts'

export function findLanding(model: Model, id: string): Result<Landing, Refusal> {
  const landing = model.landing.get(id)
  if (landing !== undefined) return ok(landing)
  return err({
    code: 'landing-unknown',
    message: `There is no landing ${id}.`,
    remedy: 'Show a landed thread to see its landing.',
  })
}
