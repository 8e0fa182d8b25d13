import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { checkedOutBranches } from '../verbs/checked-out-branches.ts'
import { readReferences } from '../verbs/read-references.ts'
import { type ReferenceUpdate, updateReferences } from '../verbs/update-references.ts'
import { branchReference, threadReferences } from './references.ts'

interface Publication {
  readonly commit: string
  /** What the work is compared with from here on; its anchor follows. */
  readonly base: string | null
  /** The agent's own HEAD where it is worth keeping; its objects are in the user's repository already. */
  readonly head: string | null
  readonly previous: string | null
}

/**
 * Points the thread's references at a checkpoint, all or none. The branch follows only while it is where
 * Switchyard last left it and nobody has it checked out. Returns notices.
 */
export async function publish(
  runner: GitRunner,
  place: WorktreePlace,
  publication: Publication,
): GitResult<readonly string[]> {
  const names = threadReferences(place.thread)
  const branch = branchReference(place.branch)
  const [references, checkedOut] = await Promise.all([
    readReferences(runner, place.repository, [names.base, names.checkpoint, names.head, branch]),
    checkedOutBranches(runner, place.repository),
  ])
  if (!references.ok) return references
  if (!checkedOut.ok) return checkedOut
  const now = references.value
  const own: ReferenceUpdate[] = []
  if (now.get(names.checkpoint) !== publication.commit) own.push({ name: names.checkpoint, to: publication.commit })
  if (publication.base !== null && now.get(names.base) !== publication.base) {
    own.push({ name: names.base, to: publication.base })
  }
  if (publication.head !== null && now.get(names.head) !== publication.head) {
    own.push({ name: names.head, to: publication.head })
  }
  const tip = now.get(branch) ?? null
  if (tip === publication.commit) return apply(runner, place, { own, notices: [] })
  const ours = [publication.previous ?? place.base, now.get(names.checkpoint) ?? null]
  if (checkedOut.value.has(branch)) {
    return apply(runner, place, { own, notices: [`${place.branch} is checked out, so it was left where it is.`] })
  }
  if (!ours.includes(tip)) {
    return apply(runner, place, {
      own,
      notices: [`${place.branch} was moved or deleted by someone else and left alone.`],
    })
  }
  const follows: ReferenceUpdate = { name: branch, to: publication.commit, from: tip }
  const all = await updateReferences(runner, place.repository, [...own, follows])
  if (!all.ok) return all
  if (all.value) return ok([])
  return apply(runner, place, { own, notices: [`${place.branch} could not follow and was left where it is.`] })
}

async function apply(
  runner: GitRunner,
  place: WorktreePlace,
  step: { readonly own: readonly ReferenceUpdate[]; readonly notices: readonly string[] },
): GitResult<readonly string[]> {
  const done = await updateReferences(runner, place.repository, step.own)
  if (!done.ok) return done
  if (done.value) return ok(step.notices)
  const message = `The checkpoint of ${place.branch} could not be recorded in ${place.repository}; its files are untouched.`
  return err(failure('git-failed', message, 'Look for a lock left in that repository, then try again.'))
}
