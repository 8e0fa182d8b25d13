import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readText, type UserCheckout } from './checkouts.ts'

const states: readonly (readonly [file: string, operation: string])[] = [
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['sequencer', 'cherry-pick or revert'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase or am'],
  ['BISECT_LOG', 'bisect'],
]

/** What a person has begun in a checkout and not finished, in git's own word; null when nothing. */
export function operationInProgress(checkout: UserCheckout): string | null {
  return states.find(([file]) => existsSync(join(checkout.gitDirectory, file)))?.[1] ?? null
}

/** True where HEAD is on the branch, or will come back to it when a rebase or bisect ends. */
export async function holdsBranch(checkout: UserCheckout, branch: string): Promise<boolean> {
  const reference = `refs/heads/${branch}`
  if (checkout.head === reference) return true
  const returning = [
    await readText(join(checkout.gitDirectory, 'rebase-merge', 'head-name')),
    await readText(join(checkout.gitDirectory, 'rebase-apply', 'head-name')),
    prefixed(await readText(join(checkout.gitDirectory, 'BISECT_START'))),
  ]
  return returning.some((name) => name?.trim() === reference)
}

/** BISECT_START holds the short name. */
function prefixed(branch: string | null): string | null {
  return branch === null ? null : `refs/heads/${branch}`
}
