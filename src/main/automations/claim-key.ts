import type { Automation, Firing } from '../../shared/domain/automation/state.ts'
import type { Project } from '../../shared/domain/project/state.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { RemoteClaim } from '../ports/git.ts'
import { digestOf } from './firing-ids.ts'
import type { AutomationParts } from './services.ts'

/** Where hosts that share a project would see each other's claims. */
const remote = 'origin'

export interface ClaimedKey {
  /** Null: without a key there is nothing to claim, and a private automation is this host's alone. */
  readonly claim: RemoteClaim | null
  /** What a person is to know: who else may dispatch the same. */
  readonly notice: string | undefined
}

/**
 * Claims a firing's key in the repository and at its remote, so that of the hosts that share either only one dispatches
 * it. Fails with `claimed-elsewhere`. What is claimed names the host and not the firing: within one host the model
 * says which firing has a key, and one whose dispatch failed leaves it to the next.
 */
export async function claimKey(
  { git, host }: Pick<AutomationParts, 'git' | 'host'>,
  of: { readonly automation: Automation; readonly firing: Firing; readonly project: Project },
): Promise<Result<ClaimedKey, Failure>> {
  const { automation, firing, project } = of
  if (firing.key === null || automation.scope === 'own') return ok({ claim: null, notice: undefined })
  const claim: RemoteClaim = {
    gitDirectory: project.gitDirectory,
    // The same in every clone: neither the ids of a host nor where it has the project play a part.
    name: `refs/switchyard/automations/${digestOf(JSON.stringify([automation.name, project.prefix, firing.key])).slice(0, 40)}`,
    text: `${JSON.stringify({ host, automation: automation.name })}\n`,
    remote,
  }
  const here = await git.claimReference(claim)
  if (!here.ok) return here
  if (here.value === 'taken') return err(elsewhere('in this repository', claim.name))
  const there = await git.claimAtRemote(claim)
  if (!there.ok) return err(await givenBack(git, claim, there.error))
  if (there.value === 'taken') return err(elsewhere(`at ${remote}`, claim.name))
  return ok({ claim, notice: there.value === 'refused' ? alone : undefined })
}

/**
 * Gives a key back whose dispatch failed with that: one that stays claimed would never be dispatched anywhere else. The
 * failure says so where it stays.
 */
export async function givenBack(
  git: Pick<AutomationParts['git'], 'releaseReference'>,
  claim: RemoteClaim,
  why: Failure,
): Promise<Failure> {
  const released = await git.releaseReference(claim)
  if (released.ok) return why
  const { message } = released.error
  const stays = `${why.message} Its key stays claimed by this host (${claim.name}): ${message}`
  return failure(why.code, stays, { remedy: why.remedy, facts: { name: claim.name } })
}

const alone = `${remote} takes no push from here, so a host with a clone of its own may dispatch the same`

function elsewhere(where: string, name: string): Failure<'claimed-elsewhere'> {
  const message = `Another host claimed this key ${where} (${name}); nothing was dispatched here.`
  return failure('claimed-elsewhere', message, {
    remedy: `Look for its thread there; where that host is no more, delete ${name}.`,
    facts: { name },
  })
}
