import { failure } from '../../../../shared/kernel/failure.ts'
import type { GitFailure } from '../../../ports/git.ts'

const listed = 50

/** Refusal that names the paths of the person's own work which a landing would have to overwrite. */
export function pathsInTheWay(checkout: string, paths: readonly string[]): GitFailure {
  const shown = [...new Set(paths)].sort()
  return failure(
    'checkout-in-use',
    `${checkout} has changes of its own in ${count(shown.length)} that this would overwrite. Nothing was changed.`,
    {
      remedy: 'Commit, stash or move those files in that checkout, then try again.',
      facts: { checkout, paths: shown.slice(0, listed), more: Math.max(0, shown.length - listed) },
    },
  )
}

export function unfinishedOperation(checkout: string, operation: string): GitFailure {
  return failure('checkout-in-use', `A ${operation} is in progress in ${checkout}. Nothing was changed.`, {
    remedy: `Finish or abort the ${operation} in that checkout, then try again.`,
    facts: { checkout, operation, paths: [], more: 0 },
  })
}

export function lockedIndex(checkout: string, lock: string): GitFailure {
  return failure(
    'checkout-in-use',
    `Another git command is working in ${checkout}, or left its lock behind. Nothing was changed.`,
    {
      remedy: `Wait for it to end. If no git command is running there, delete ${lock}, then try again.`,
      facts: { checkout, lock, paths: [], more: 0 },
    },
  )
}

export function foreignFilter(checkout: string, driver: string, paths: readonly string[]): GitFailure {
  return failure(
    'checkout-in-use',
    `Files of ${checkout} go through the filter "${driver}", which only that repository's own configuration defines; Switchyard doesn't run such programs. Nothing was changed.`,
    {
      remedy: `Define the filter in your global git configuration, or check out another branch there before landing.`,
      facts: { checkout, filter: driver, paths: paths.slice(0, listed), more: Math.max(0, paths.length - listed) },
    },
  )
}

export function refusedByGit(checkout: string, detail: string): GitFailure {
  return failure('checkout-in-use', `Git refused to update ${checkout}: ${detail.trim()}. Nothing was changed.`, {
    remedy: 'Bring that checkout into order (git status shows what is unusual), then try again.',
    facts: { checkout, paths: [], more: 0, detail: detail.trim() },
  })
}

function count(paths: number): string {
  return paths === 1 ? '1 file' : `${paths} files`
}
