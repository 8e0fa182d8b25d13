import { type Decide, type Decision, events, nothing } from '../../decision.ts'
import type { Model } from '../../model.ts'
import type { Proof } from '../../verification/state.ts'
import { provesFirst } from '../queries.ts'
import type { Landing } from '../state.ts'
import { refusedIn } from './report.ts'

/** How often the gates are run for one landing: the branch may move on while they are. */
export const proveLimit = 3

/** What would land is a tree that was never checked: its gates run before the branch may move to it. */
export const decideMerged: Decide<'landing.report-merged'> = (model, payload) => {
  const landing = model.landing.get(payload.landing)
  if (landing?.state.kind !== 'merging') return nothing
  const { commit, tree } = payload
  const gates = provesFirst(model, landing, tree)
  if (gates === null) return events({ type: 'landing.proved', id: landing.id, tree, proofs: [] })
  if ((landing.checks?.tries ?? 0) >= proveLimit) return movedTooOften(model, landing)
  return events({ type: 'landing.proving', id: landing.id, commit, tree, gates })
}

function movedTooOften(model: Model, landing: Landing): Decision {
  return refusedIn(model, landing, {
    code: 'target-moving',
    message: `${landing.into} moved on each of the ${proveLimit} times the merged work was checked; nothing was landed.`,
    remedy: 'Land it again once fewer others land on the same branch.',
  })
}

export const decideProved: Decide<'landing.report-proved'> = (model, payload) => {
  const landing = model.landing.get(payload.landing)
  if (landing?.state.kind !== 'proving' || landing.state.tree !== payload.tree) return nothing
  const { passed, proofs, tree } = payload
  if (passed) return events({ type: 'landing.proved', id: landing.id, tree, proofs })
  const failed = proofs.find((proof) => proof.outcome !== 'passed')
  return refusedIn(model, landing, {
    code: 'gates-failed-merged',
    message: `${sentence(failed)} on the work merged with ${landing.into}; nothing was landed.`,
    remedy: 'Have it take in the newest commits and mend what fails together with them.',
    facts: { merged: landing.state.merged, gate: failed?.command ?? null, excerpt: failed?.excerpt ?? null },
  })
}

function sentence(failed: Proof | undefined): string {
  return failed === undefined ? 'The gates did not pass' : `The gate “${failed.command}” failed`
}
