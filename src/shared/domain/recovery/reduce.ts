import { assertNever } from '../../kernel/assert-never.ts'
import { existing } from '../existing.ts'
import type { RecoveryEvent } from './events.ts'
import { diagnosesKept, type Recovery } from './state.ts'

export function reduceRecovery(state: Recovery | undefined, event: RecoveryEvent): Recovery {
  switch (event.type) {
    case 'recovery.diagnosed': {
      const { diagnosis } = event
      const before = state ?? { id: event.id, diagnoses: [], counts: {}, number: 0, next: null }
      const { kind } = diagnosis.step
      return {
        ...before,
        diagnoses: [...before.diagnoses, diagnosis].slice(-diagnosesKept),
        counts: { ...before.counts, [diagnosis.class]: diagnosis.number },
        number: before.number + 1,
        next: kind === 'ask' || kind === 'leave' ? null : diagnosis.step,
      }
    }
    case 'recovery.proceeded':
      return { ...existing(state, event), next: null }
    case 'recovery.dropped':
      return { ...existing(state, event), next: null, counts: {} }
    default:
      return assertNever(event)
  }
}
