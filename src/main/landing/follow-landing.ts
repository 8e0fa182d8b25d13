import type { Command } from '../../shared/domain/command.ts'
import type { MovedReference } from '../../shared/domain/landing/events.ts'
import type { Landing } from '../../shared/domain/landing/state.ts'
import { placeOf } from '../../shared/domain/worktree/queries.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { LandingId } from '../../shared/kernel/ids.ts'
import type { EffectContext, EffectHandler } from '../engine/effect-handler.ts'
import type { GitPort } from '../ports/git.ts'

/** Brings the user's checkouts of the target along; where one can't follow, the branch goes back. */
export function followLanding(git: GitPort): EffectHandler<'landing.follow'> {
  return {
    kind: 'landing.follow',
    run: (payload, context) => follow(git, payload.landing, context),
    abandon: ({ landing }, failure) => refused(landing, failure),
  }
}

export function followUndo(git: GitPort): EffectHandler<'landing.undo-follow'> {
  return {
    kind: 'landing.undo-follow',
    run: (payload, context) => follow(git, payload.landing, context),
    abandon: ({ landing }, failure) => refused(landing, failure),
  }
}

async function follow(git: GitPort, id: LandingId, context: EffectContext): Promise<readonly Command[]> {
  const landing = context.model.landing.get(id)
  const move = landing && underWay(landing)
  const place = landing && placeOf(context.model, landing.thread)
  if (move === undefined || place === undefined) return []
  const followed: string[] = []
  for (const checkout of move.checkouts) {
    const done = await git.followCheckout(checkout, { branch: move.into, before: move.before, after: move.commit })
    if (done.ok) {
      followed.push(checkout)
      continue
    }
    const back = await goBack(git, { repository: place.repository, move, followed })
    if (back) return refused(id, done.error)
    const notice = `${checkout} was left as it is: ${done.error.message} ${done.error.remedy}`
    return [{ type: 'landing.report-followed', payload: { landing: id, notice } }]
  }
  return [{ type: 'landing.report-followed', payload: { landing: id, notice: null } }]
}

function underWay(landing: Landing): MovedReference | undefined {
  if (landing.state.kind === 'following') return landing.state.move
  return landing.state.kind === 'undo-following' ? landing.state.back : undefined
}

interface Taken {
  readonly repository: string
  readonly move: MovedReference
  readonly followed: readonly string[]
}

/** True when the branch and every checkout that had followed are as before. */
async function goBack(git: GitPort, taken: Taken): Promise<boolean> {
  const { repository, move, followed } = taken
  if (move.before === null) return false
  const { into: branch, before, commit } = move
  const reason = 'switchyard: take back, a checkout could not follow'
  const swapped = await git.moveReference(repository, { branch, before: commit, after: before, reason })
  if (!swapped.ok) return false
  for (const checkout of followed) await git.followCheckout(checkout, { branch, before: commit, after: before })
  return true
}

function refused(landing: LandingId, failure: Failure): readonly Command[] {
  return [{ type: 'landing.report-refused', payload: { landing, failure } }]
}
