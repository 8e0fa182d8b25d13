import { automationName } from '../../../shared/domain/automation/automation-id.ts'
import type { ThenStep } from '../../../shared/domain/automation/definition.ts'
import type { DraftProblem } from './draft-problem.ts'
import type { WrittenStep } from './written-automation.ts'

export function readSteps(written: readonly WrittenStep[], found: DraftProblem[]): readonly ThenStep[] {
  const seen = new Set<string>()
  return written.map((one, at) => {
    const said = typeof one === 'string' ? one : `start ${one.start}`
    const path = ['then', at]
    if (seen.has(said))
      found.push({ path, code: 'twice', message: `“${said}” stands here twice.`, remedy: 'Take one out.' })
    seen.add(said)
    if (typeof one === 'string') return { kind: one }
    if (!automationName.test(one.start)) {
      const message = `“${one.start}” is no name of an automation.`
      const remedy = 'Write the name of its file without the ending: small letters, digits and hyphens.'
      found.push({ path: [...path, 'start'], code: 'name-invalid', message, remedy })
    }
    return { kind: 'start', name: one.start }
  })
}
