import type { Failure } from '../../kernel/failure.ts'
import type { LandingId, PromptId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import type { Effects } from '../effect.ts'
import { provesFirst } from '../landing/queries.ts'
import type { GateOutcome } from '../verification/state.ts'
import { checkpointOf, proofOf } from './checked.ts'
import type { PendingEffect, Simulation } from './simulation.ts'

const broken: Failure = { code: 'broken', message: 'It broke.', remedy: 'Mend it.' }

/** What running a thread's gates may come to: mostly all pass; else one fails, changes files, or none can be run. */
export function gatesRun(simulation: Simulation, on: Effects['gates.run'], choice: number): readonly Command[] {
  const verification = simulation.model.verification.get(on.thread)
  if (verification?.round !== on.round || verification.state.kind !== 'gates') return []
  if (choice % 23 === 0) return [{ type: 'verification.report-cancelled', payload: { ...on, failure: broken } }]
  const last = lastOutcome(choice)
  const proofs = verification.gates.map((gate, index) =>
    proofOf(gate, index === verification.gates.length - 1 ? last : 'passed', verification.tree),
  )
  const checkpoint = last === 'voided' ? checkpointOf(`${verification.tree}-v`) : null
  return [
    ...proofs.map((proof) => ({ type: 'verification.report-gate', payload: { ...on, proof } }) as const),
    { type: 'verification.report-ended', payload: { ...on, checkpoint } },
  ]
}

function lastOutcome(choice: number): GateOutcome {
  if (choice % 4 === 0) return 'failed'
  return choice % 9 === 0 ? 'voided' : 'passed'
}

/** What it would make has to be proven first; null where the branch may be moved at once. */
export function merged(simulation: Simulation, landing: LandingId, choice: number): readonly Command[] | null {
  const row = simulation.model.landing.get(landing)
  const thread = row === undefined ? undefined : simulation.thread(row.thread)
  if (row?.state.kind !== 'merging' || thread === undefined) return null
  const tree = choice % 2 === 0 ? (thread.checkpoint?.tree ?? 'own') : `merged-${choice % 3}`
  if (provesFirst(simulation.model, row, tree) === null) return null
  return [{ type: 'landing.report-merged', payload: { landing, commit: `commit-${tree}`, tree } }]
}

export function mergeProved(simulation: Simulation, landing: LandingId, choice: number): readonly Command[] {
  const state = simulation.model.landing.get(landing)?.state
  if (state?.kind !== 'proving') return []
  const passed = choice % 4 !== 0
  const proofs = state.gates.map((gate) => proofOf(gate, passed ? 'passed' : 'failed', state.tree))
  return [{ type: 'landing.report-proved', payload: { landing, tree: state.tree, proofs, passed } }]
}

export function verifierAsked(on: Effects['task.verify'], { key }: PendingEffect, choice: number): readonly Command[] {
  if (choice % 6 === 0) return [{ type: 'verification.report-verifier-failed', payload: { ...on, failure: broken } }]
  const blocks = [{ kind: 'text', text: 'Refute it', origin: 'host' }] as const
  const agent = { kind: 'catalogue', id: 'b' } as const
  const begun = { ...on, verifier: `v${key}` as ThreadId, prompt: `w${key}` as PromptId, agent, blocks }
  return [{ type: 'verification.begin-verifier', payload: begun }]
}

export function arbiterAsked(
  on: Effects['negotiation.arbitrate'],
  { key }: PendingEffect,
  choice: number,
): readonly Command[] {
  const { negotiation } = on
  const because = 'It broke.'
  if (choice % 6 === 0) return [{ type: 'negotiation.report-arbiter-failed', payload: { negotiation, because } }]
  const agent = { kind: 'catalogue', id: 'b' } as const
  const begun = { negotiation, thread: `a${key}` as ThreadId, prompt: `y${key}` as PromptId, agent, blocks: ['Decide'] }
  return [{ type: 'negotiation.begin-arbiter', payload: begun }]
}

/** What a verifier may say of the work it looks at; null for any other thread. */
export function verdict(simulation: Simulation, by: ThreadId, choice: number): Command | null {
  const thread = simulation.thread(by)
  if (thread?.role !== 'verifier' || thread.turn === null) return null
  const outcome = choice % 3 === 0 ? 'refuted' : 'stands'
  const proof = choice % 2 === 0 ? proofOf('the test', 'failed') : null
  const said = { outcome, kind: proof === null ? 'judged' : 'proven', reasons: [], proof } as const
  return { type: 'verification.report-verdict', payload: { by, verdict: said } }
}

export function landed(on: Effects['task.land'], { key }: PendingEffect): readonly Command[] {
  return [{ type: 'thread.land', payload: { thread: on.thread, landing: `z${key}` as LandingId, strategy: 'squash' } }]
}
