import type { AutomationLimits } from '../../../shared/domain/automation/definition.ts'
import type { DraftProblem } from './draft-problem.ts'
import { durationMs, quietHours } from './times-of-day.ts'
import type { WrittenLimits } from './written-automation.ts'

export function readLimits(written: WrittenLimits, found: DraftProblem[]): AutomationLimits {
  const { cooldown, cost, costPerDay, parallel, quiet, quietThen } = written
  const cooldownMs = cooldown === undefined ? null : durationMs(cooldown)
  const hours = quiet === undefined ? null : quietHours(quiet)
  if (cooldown !== undefined && cooldownMs === null) {
    const message = `“${cooldown}” is no duration.`
    found.push({
      path: ['limits', 'cooldown'],
      code: 'duration-invalid',
      message,
      remedy: 'Write it like 90s, 10m, 2h or 1d.',
    })
  }
  if (quiet !== undefined && hours === null) {
    const message = `“${quiet}” are no hours of a day.`
    const remedy = 'Write them like 22:00-07:00, or 22:00-07:00 Europe/Berlin.'
    found.push({ path: ['limits', 'quiet'], code: 'hours-invalid', message, remedy })
  }
  if (cost !== undefined && costPerDay !== undefined && cost > costPerDay) {
    const message = `One dispatch may cost ${cost}, a whole day ${costPerDay}: none would ever begin.`
    found.push({
      path: ['limits', 'cost'],
      code: 'limits-contradict',
      message,
      remedy: 'Lower cost, or raise costPerDay.',
    })
  }
  return {
    parallel: parallel ?? null,
    cooldownMs,
    cost: cost ?? null,
    costPerDay: costPerDay ?? null,
    quiet: hours,
    quietThen: quietThen ?? 'hold',
  }
}
