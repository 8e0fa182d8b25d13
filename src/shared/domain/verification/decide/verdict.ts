import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { DomainEvent } from '../../event.ts'
import type { Model } from '../../model.ts'
import { titleLimit } from '../../run/title.ts'
import { idTaken } from '../../thread/id-taken.ts'
import type { Thread } from '../../thread/state.ts'
import { type Checked, underWay } from '../find.ts'
import type { Verdict } from '../state.ts'
import { metEffort } from './report.ts'

export const decideBeginVerifier: Decide<'verification.begin-verifier'> = (model, payload) => {
  const found = underWay(model, payload, 'verifier')
  if (found === null || verifierOf(found) !== null) return nothing
  const { agent, blocks, prompt, round, verifier } = payload
  if (model.thread.get(verifier) !== undefined) return idTaken(verifier)
  if (model.prompt.get(prompt) !== undefined) return idTaken(prompt)
  const { base, id, project, run, task, title, priority } = found.thread
  return events(
    { type: 'prompt.sent', id: prompt, thread: verifier, blocks },
    {
      type: 'thread.dispatched',
      id: verifier,
      run,
      task,
      project,
      title: `Verify: ${title}`.slice(0, titleLimit),
      agent,
      base: { ref: base.ref, commit: found.verification.commit },
      into: null,
      prompt: { id: prompt },
      role: 'verifier',
      about: id,
      ...(priority === undefined ? {} : { priority }),
    },
    { type: 'worktree.leased', id: verifier, project, owner: verifier, generation: 1 },
    { type: 'verification.verifier-asked', id, round, verifier },
  )
}

export const decideVerifierFailed: Decide<'verification.report-verifier-failed'> = (model, payload) => {
  const found = underWay(model, payload, 'verifier')
  if (found === null || verifierOf(found) !== null) return nothing
  const notice = `Nobody tried to refute it: ${payload.failure.message} The work stands on its gates.`
  return events({ type: 'thread.noticed', id: found.thread.id, notices: [notice] }, ...metEffort(found))
}

export const decideVerdict: Decide<'verification.report-verdict'> = (model, payload) => {
  const found = verifiedBy(model, payload.by)
  if (found === null) {
    return refuse(
      'nothing-to-judge',
      'The work this thread looks at does not wait for a verdict any more; nothing was recorded.',
      'End the turn.',
    )
  }
  return events(...judged(found, { ...payload.verdict, by: payload.by }))
}

/** Only what the host ran and saw fail refutes; a verdict in prose is shown beside work that stands on its gates. */
function judged(found: Checked, verdict: Verdict): readonly DomainEvent[] {
  const { id } = found.thread
  const { round } = found.verification
  const refuted = verdict.outcome === 'refuted' && verdict.proof?.outcome === 'failed'
  const kind = refuted || (verdict.kind === 'proven' && verdict.proof?.outcome === 'passed') ? 'proven' : 'judged'
  const said: DomainEvent = { type: 'verification.judged', id, round, verdict: { ...verdict, kind } }
  return refuted ? [said, { type: 'verification.failed', id, round }] : [said, ...metEffort(found)]
}

/** A verifier that is over without a word leaves the work on its gates. */
export function withoutVerdict(model: Model, verifier: Thread): readonly DomainEvent[] {
  const found = verifiedBy(model, verifier.id)
  if (found === null) return []
  return judged(found, { by: verifier.id, outcome: 'none', kind: 'judged', reasons: [], proof: null })
}

function verifiedBy(model: Model, verifier: Thread['id']): Checked | null {
  const about = model.thread.get(verifier)?.about
  const found = about === undefined ? null : underWay(model, { thread: about }, 'verifier')
  return found !== null && verifierOf(found) === verifier ? found : null
}

function verifierOf({ verification: { state } }: Checked): Thread['id'] | null {
  return state.kind === 'verifier' ? state.thread : null
}
