import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { VerificationEvent } from './events.ts'
import { sameCommands } from './same-commands.ts'
import type { Verification, VerificationState } from './state.ts'

/** Proven trees that are remembered of one thread. */
const treesKept = 10

type Started = Extract<VerificationEvent, { type: 'verification.started' }>
type Later = Exclude<VerificationEvent, Started>

export function reduceVerification(
  state: Verification | undefined,
  event: VerificationEvent,
  envelope: EventEnvelope,
): Verification {
  if (event.type === 'verification.started') return started(state, event, envelope)
  return next(existing(state, event), event)
}

function started(state: Verification | undefined, event: Started, envelope: EventEnvelope): Verification {
  return {
    id: event.id,
    round: event.round,
    failures: state?.failures ?? 0,
    commit: event.commit,
    tree: event.tree,
    gates: event.gates,
    state: { kind: 'gates' },
    proofs: [],
    verdict: null,
    ...(state?.failedTrees === undefined ? {} : { failedTrees: state.failedTrees }),
    // What other gates said of a tree says nothing about these.
    provenTrees: state !== undefined && sameCommands(state.gates, event.gates) ? state.provenTrees : [],
    startedAt: envelope.at,
  }
}

function next(before: Verification, event: Later): Verification {
  const enter = (state: VerificationState): Verification => ({ ...before, state })
  switch (event.type) {
    case 'verification.gate-ended':
      return { ...before, proofs: [...before.proofs, event.proof] }
    case 'verification.voided':
      return { ...before, commit: event.commit, tree: event.tree, proofs: [], voided: true }
    case 'verification.gates-passed':
      return { ...enter({ kind: 'verifier', thread: null }), provenTrees: proven(before) }
    case 'verification.verifier-asked':
      return enter({ kind: 'verifier', thread: event.verifier })
    case 'verification.judged':
      return { ...before, verdict: event.verdict }
    case 'verification.passed':
      return { ...enter({ kind: 'passed' }), failures: 0, failedTrees: [], provenTrees: proven(before) }
    case 'verification.failed':
      return { ...enter({ kind: 'failed' }), failures: before.failures + 1, failedTrees: failed(before) }
    case 'verification.cancelled':
      return enter({ kind: 'cancelled' })
    default:
      return assertNever(event)
  }
}

function failed({ failedTrees = [], tree }: Verification): readonly string[] {
  return [...failedTrees, tree].slice(-treesKept)
}

function proven({ provenTrees, tree }: Verification): readonly string[] {
  return [...provenTrees.filter((other) => other !== tree), tree].slice(-treesKept)
}
