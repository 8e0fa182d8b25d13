import type { Clock } from '../../../ports/clock.ts'
import type { GitPort } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'
import { openCheckout } from './checkouts.ts'
import { moveDespiteDiskErrors, orDiskError } from './disk-errors.ts'
import { followCheckout } from './follow-checkout.ts'
import { locate } from './locate.ts'
import { prepareLanding } from './prepare-landing.ts'
import { prepareUndo } from './prepare-undo.ts'
import { serially } from './serially.ts'

export type LandingOperations = Pick<
  GitPort,
  'prepareLanding' | 'moveReference' | 'followCheckout' | 'prepareUndo' | 'locate'
>

/** Everything that brings work into the user's branches and checkouts; one operation at a time in each repository. */
export function createLandingOperations(deps: {
  readonly runner: GitRunner
  readonly clock: Clock
}): LandingOperations {
  const { runner } = deps
  return {
    prepareLanding: (request) => serially(request.place.repository, () => orDiskError(prepareLanding(deps, request))),
    moveReference: (gitDirectory, move) =>
      serially(gitDirectory, () => moveDespiteDiskErrors(runner, gitDirectory, move)),
    async followCheckout(checkout, move) {
      const opened = await openCheckout(runner, checkout)
      const key = opened.ok ? (opened.value?.common ?? checkout) : checkout
      return serially(key, () => orDiskError(followCheckout(runner, checkout, move)))
    },
    prepareUndo: (request) => serially(request.gitDirectory, () => orDiskError(prepareUndo(deps, request))),
    locate: (gitDirectory, branch, commit) =>
      serially(gitDirectory, () => orDiskError(locate(runner, gitDirectory, { branch, commit }))),
  }
}
