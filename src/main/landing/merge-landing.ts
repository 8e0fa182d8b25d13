import type { Command } from '../../shared/domain/command.ts'
import type { MovedReference } from '../../shared/domain/landing/events.ts'
import { provesFirst } from '../../shared/domain/landing/queries.ts'
import type { Landing } from '../../shared/domain/landing/state.ts'
import type { Model } from '../../shared/domain/model.ts'
import { placeOf, type ThreadPlace } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { LandingId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { EffectContext, EffectHandler } from '../engine/effect-handler.ts'
import type { Clock } from '../ports/clock.ts'
import type { GitFailure, GitPort, PreparedLanding } from '../ports/git.ts'
import { type Intent, intentOf, readIntent } from './intent.ts'

/** Somebody else may move the target between merging and moving it; merged anew at most so often. */
const attempts = 5

export interface LandingServices {
  readonly git: GitPort
  readonly clock: Clock
}

interface Work {
  readonly landing: Landing
  readonly place: ThreadPlace
}

/** Squashes the saved work onto the target by compare-and-swap, or undoes that in the same way. */
export function mergeLanding(services: LandingServices): EffectHandler<'landing.merge'> {
  const prepare = ({ landing, place }: Work) => {
    const commit = landing.state.kind === 'merging' ? landing.state.commit : ''
    const { into, message } = landing
    return services.git.prepareLanding({ place, commit, into, message, timestampMs: services.clock.now() })
  }
  return {
    kind: 'landing.merge',
    run: (payload, context) => move(services, { id: payload.landing, state: 'merging', prepare }, context),
    resolve: (payload, intent, context) =>
      resume(services, { id: payload.landing, state: 'merging', prepare, intent: readIntent(intent) }, context),
    abandon: ({ landing }, failure) => refused(landing, failure),
  }
}

export function undoLanding(services: LandingServices): EffectHandler<'landing.undo'> {
  const prepare = ({ landing, place }: Work) => {
    const moved = landing.state.kind === 'undoing' ? landing.state.move : null
    const subject = landing.message.split('\n', 1)[0] ?? ''
    return services.git.prepareUndo({
      gitDirectory: place.repository,
      ledger: place.ledger,
      into: landing.into,
      landed: moved?.commit ?? '',
      before: moved?.before ?? null,
      message: `Revert "${subject}"\n\nThis reverts commit ${moved?.commit}.\n\nSwitchyard-Thread: ${landing.thread}\n`,
      timestampMs: services.clock.now(),
    })
  }
  return {
    kind: 'landing.undo',
    run: (payload, context) => move(services, { id: payload.landing, state: 'undoing', prepare }, context),
    resolve: (payload, intent, context) =>
      resume(services, { id: payload.landing, state: 'undoing', prepare, intent: readIntent(intent) }, context),
    abandon: ({ landing }, failure) => refused(landing, failure),
  }
}

interface Move {
  readonly id: LandingId
  readonly state: 'merging' | 'undoing'
  readonly prepare: (work: Work) => Promise<Result<PreparedLanding, GitFailure>>
}

async function move(services: LandingServices, wanted: Move, context: EffectContext): Promise<readonly Command[]> {
  const work = find(context.model, wanted)
  if (work === undefined) return []
  let failure: Failure | null = null
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const done = await moveOnce(services, { wanted, work }, context)
    if (!('code' in done)) return done
    failure = done
  }
  return failure === null ? [] : refused(wanted.id, failure)
}

/** The failure where somebody else moved the target meanwhile. */
async function moveOnce(
  services: LandingServices,
  { wanted, work }: { readonly wanted: Move; readonly work: Work },
  context: EffectContext,
): Promise<readonly Command[] | GitFailure> {
  const prepared = await wanted.prepare(work)
  if (!prepared.ok) return refused(wanted.id, prepared.error)
  if (isUnproven(context.model, work.landing, prepared.value)) return merged(wanted.id, prepared.value)
  const intended = await context.intend(intentOf(prepared.value))
  if (!intended.ok) return refused(wanted.id, intended.error)
  const { into, before, commit } = prepared.value
  const reason = `switchyard: ${wanted.state === 'merging' ? 'land' : 'undo'} ${wanted.id}`
  const swapped = await services.git.moveReference(work.place.repository, {
    branch: into,
    before,
    after: commit,
    reason,
  })
  if (swapped.ok) return moved(wanted.id, prepared.value, prepared.value.notice ?? null)
  return swapped.error.code === 'reference-moved' ? swapped.error : refused(wanted.id, swapped.error)
}

/** Undoing takes back what was proven, and asks for nothing more. */
function isUnproven(model: Model, landing: Landing, { tree }: PreparedLanding): boolean {
  return landing.state.kind === 'merging' && provesFirst(model, landing, tree) !== null
}

/** After a crash: if the commit of the intent is on the branch it was this landing that put it there. */
async function resume(
  services: LandingServices,
  wanted: Move & { readonly intent: Intent },
  context: EffectContext,
): Promise<readonly Command[]> {
  const work = find(context.model, wanted)
  if (work === undefined) return []
  const { intent } = wanted
  const found = await services.git.locate(work.place.repository, intent.into, intent.commit)
  if (!found.ok) return refused(wanted.id, found.error)
  const { state } = work.landing
  // A reset goes back to a commit that is an ancestor of the branch before and after.
  const isReset = state.kind === 'undoing' && state.move.before === intent.commit
  const happened = isReset ? found.value === 'is-tip' : found.value !== 'absent'
  return happened ? moved(wanted.id, intent, intent.notice) : move(services, wanted, context)
}

function find(model: Model, wanted: Move): Work | undefined {
  const landing = model.landing.get(wanted.id)
  if (landing?.state.kind !== wanted.state) return undefined
  const place = placeOf(model, landing.thread)
  return place === undefined ? undefined : { landing, place }
}

/** The branch may only move to it once its gates have passed on it. */
function merged(landing: LandingId, { commit, tree }: PreparedLanding): readonly Command[] {
  return [{ type: 'landing.report-merged', payload: { landing, commit, tree } }]
}

function moved(landing: LandingId, prepared: MovedReference, notice: string | null): readonly Command[] {
  const { into, before, commit, checkouts } = prepared
  return [{ type: 'landing.report-moved', payload: { landing, move: { into, before, commit, checkouts }, notice } }]
}

function refused(landing: LandingId, failure: Failure): readonly Command[] {
  return [{ type: 'landing.report-refused', payload: { landing, failure } }]
}
