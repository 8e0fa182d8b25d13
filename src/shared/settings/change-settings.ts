import { type Failure, failure } from '../kernel/failure.ts'
import { err, ok, type Result } from '../kernel/result.ts'
import { agentProblems, shapeProblems } from './problems.ts'
import type { Settings } from './settings.ts'
import { settingsPatch } from './settings-shape.ts'

/**
 * The settings with whole fields of `patch` in place, or what is wrong with it; all or nothing. The patch may come
 * from anywhere; `taken` are ids of agents that exist beside the person's own.
 */
export function changeSettings(
  settings: Settings,
  patch: unknown,
  taken: readonly string[],
): Result<Settings, Failure<'settings-invalid'>> {
  const parsed = settingsPatch.safeParse(patch)
  if (!parsed.success) return err(invalid(shapeProblems(parsed.error)))
  const named = Object.entries(parsed.data).filter(([, value]) => value !== undefined)
  const changed: Settings = { ...settings, ...Object.fromEntries(named) }
  const problems = agentProblems(changed, taken)
  return problems.length === 0 ? ok(changed) : err(invalid(problems))
}

function invalid(problems: readonly string[]): Failure<'settings-invalid'> {
  return failure('settings-invalid', 'The settings can’t be like that. Nothing was changed.', {
    remedy: 'Correct what is named, and save again.',
    facts: { problems },
  })
}
