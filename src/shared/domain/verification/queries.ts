import type { Model } from '../model.ts'
import type { Effort } from '../plan/plan.ts'
import { policyOf } from '../run/queries.ts'
import type { Thread } from '../thread/state.ts'
import { sameCommands } from './same-commands.ts'
import type { Proof, Verdict } from './state.ts'

export interface NeededGates {
  /** In the order in which they run: those of the run, then those of the task. Never empty. */
  readonly commands: readonly string[]
  readonly effort: Exclude<Effort, 'quick'>
}

/** What has to pass before a thread's work counts as ready, or null where nothing has to. */
export function needsGates(model: Model, thread: Thread): NeededGates | null {
  const found = policyOf(model, thread)
  if (found === null || found.effort === 'quick' || found.gates.length === 0) return null
  return { commands: found.gates, effort: found.effort }
}

/** All that its effort asks for was found of exactly this tree, with the gates it has now. */
export function isProven(model: Model, thread: Thread, tree: string): boolean {
  const needs = needsGates(model, thread)
  const verification = model.verification.get(thread.id)
  if (needs === null || verification === undefined || !sameCommands(verification.gates, needs.commands)) return false
  if (needs.effort === 'standard') return verification.provenTrees.includes(tree)
  // Gates alone are not enough: somebody has tried to refute it too.
  return verification.state.kind === 'passed' && verification.tree === tree
}

/** What is known about a thread's present work, for the screens to put into words. */
export type ProvenWords =
  | { readonly kind: 'no-gates' }
  /** Gates are there; none has run on this work yet. */
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'checking'; readonly passed: number; readonly of: number }
  /** The gates passed; somebody else looks at the work. */
  | { readonly kind: 'verifying'; readonly verifier: Thread['id'] | null }
  /** Every gate passed on the tree as it is now. */
  | { readonly kind: 'proven'; readonly gates: number; readonly flaky: number }
  /** The gates passed; somebody judged the work, which proves nothing. */
  | { readonly kind: 'judged'; readonly gates: number; readonly flaky: number; readonly verdict: Verdict }
  | { readonly kind: 'failed'; readonly proof: Proof | null }

export function provenWords(model: Model, thread: Thread): ProvenWords {
  const verification = model.verification.get(thread.id)
  if (verification === undefined) return { kind: needsGates(model, thread) === null ? 'no-gates' : 'unchecked' }
  const { gates, proofs, provenTrees, state, verdict } = verification
  if (state.kind === 'gates') return { kind: 'checking', passed: proofs.length, of: gates.length }
  if (state.kind === 'verifier') return { kind: 'verifying', verifier: state.thread }
  if (state.kind === 'failed') return { kind: 'failed', proof: failedProof(proofs, verdict) }
  const tree = thread.checkpoint?.tree
  if (tree === undefined || !provenTrees.includes(tree)) return { kind: 'unchecked' }
  const flaky = proofs.filter((proof) => proof.flaky).length
  const passed = { gates: gates.length, flaky }
  return verdict?.kind === 'judged' && verdict.outcome !== 'none'
    ? { kind: 'judged', ...passed, verdict }
    : { kind: 'proven', ...passed }
}

function failedProof(proofs: readonly Proof[], verdict: Verdict | null): Proof | null {
  return proofs.find((proof) => proof.outcome !== 'passed') ?? verdict?.proof ?? null
}
