import { assertNever } from '../../kernel/assert-never.ts'
import type { ParkCode } from '../thread/state.ts'
import type { Proof } from '../verification/state.ts'
import type { Evidence } from './evidence.ts'
import type { TroubleClass } from './state.ts'
import { hangs } from './stillness.ts'

export interface Finding {
  readonly class: TroubleClass
  /** What was seen, one plain sentence each. */
  readonly evidence: readonly string[]
}

const classes: { readonly [Code in ParkCode]?: TroubleClass } = {
  crash: 'crash',
  agent: 'crash',
  setup: 'setup',
  'rate-limit': 'rate-limit',
  auth: 'auth',
  overloaded: 'overloaded',
  'context-overflow': 'context-overflow',
  refusal: 'refusal',
  error: 'error',
  budget: 'budget',
  'changed-files': 'changed-files',
}

/** Failures of a landing that the thread itself can do something about. */
const conflicts: ReadonlySet<string> = new Set(['landing-conflict', 'gates-failed-merged'])

/** What is wrong, judged from what was seen; null where nothing is, or nothing that could be mended from here. */
export function diagnose(evidence: Evidence): Finding | null {
  switch (evidence.kind) {
    case 'parked': {
      const found = classes[evidence.reason.code]
      return found === undefined ? null : { class: found, evidence: [evidence.reason.message] }
    }
    case 'gates-failed':
      return { class: 'gate-failed', evidence: [gateSentence(evidence.proof), ...same(evidence.unchanged)] }
    case 'refuted':
      return { class: 'refuted', evidence: ['A test of the verifier fails on the work.', ...same(evidence.unchanged)] }
    case 'landing-refused':
      return conflicts.has(evidence.failure.code)
        ? { class: 'landing-conflict', evidence: [evidence.failure.message] }
        : null
    case 'still': {
      if (evidence.requests > 0) return { class: 'waiting-for-person', evidence: ['It waits for an answer of yours.'] }
      const sentences = hangs(evidence.stillness)
      return sentences === null ? null : { class: 'tool-hang', evidence: sentences }
    }
    case 'loop':
      return {
        class: 'loop',
        evidence: [`The call "${evidence.call}" gave the same result ${evidence.times} times in a row.`],
      }
    case 'unchanged':
      return { class: 'nothing-changed', evidence: ['The turn is over, and no file is different from before.'] }
    default:
      return assertNever(evidence)
  }
}

function gateSentence(proof: Proof | null): string {
  if (proof === null) return 'Not all gates passed.'
  switch (proof.outcome) {
    case 'timed-out':
      return `The gate “${proof.command}” took too long and was ended.`
    case 'voided':
      return `The gate “${proof.command}” changes files each time it runs.`
    case 'not-started':
      return `The gate “${proof.command}” could not be started.`
    default:
      return `The gate “${proof.command}” failed${proof.exit === null ? '' : ` with exit code ${proof.exit}`}.`
  }
}

function same(unchanged: boolean): readonly string[] {
  return unchanged ? ['Nothing was changed since it failed before.'] : []
}
