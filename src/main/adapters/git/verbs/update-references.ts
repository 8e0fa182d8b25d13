import type { Stats } from 'node:fs'
import { lstat, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult } from '../../../ports/git.ts'
import type { GitRunner } from '../runner.ts'

export interface ReferenceUpdate {
  /** Full name. */
  readonly name: string
  /** Null deletes. */
  readonly to: string | null
  /** What must be there now; null means nothing, absent means anything. */
  readonly from?: string | null
}

/**
 * Moves references in one transaction: all or none. `true` when done, `false` when nothing moved, since a
 * reference was not where `from` says or an object is missing. Only for references that Switchyard alone
 * writes: a lock on one of them that outlives git's own waiting time (2 s) was left by a git that was killed,
 * and is removed.
 */
export async function updateReferences(
  runner: GitRunner,
  gitDirectory: string,
  updates: readonly ReferenceUpdate[],
): GitResult<boolean> {
  if (updates.length === 0) return ok(true)
  const before = await locksOf(gitDirectory, updates)
  const first = await transact(runner, gitDirectory, updates)
  if (!first.ok || first.value) return first
  if (!(await removeStaleLocks(before))) return first
  return transact(runner, gitDirectory, updates)
}

async function transact(
  runner: GitRunner,
  gitDirectory: string,
  updates: readonly ReferenceUpdate[],
): GitResult<boolean> {
  const args = ['update-ref', '-z', '--no-deref', '-m', 'switchyard', '--stdin']
  const input = updates.map(instruction).join('')
  const done = await runner.run({ args, gitDirectory, input, expectedExitCodes: [0, 1, 128] })
  return done.ok ? ok(done.value.code === 0) : done
}

function instruction({ name, to, from }: ReferenceUpdate): string {
  if (to === null) return `delete ${name}\0${from ?? ''}\0`
  if (from === null) return `create ${name}\0${to}\0`
  return `update ${name}\0${to}\0${from ?? ''}\0`
}

type Locks = ReadonlyMap<string, Stats>

async function locksOf(gitDirectory: string, updates: readonly ReferenceUpdate[]): Promise<Locks> {
  const locks = new Map<string, Stats>()
  for (const { name } of updates) {
    const file = join(gitDirectory, `${name}.lock`)
    const found = await lstat(file).catch(() => undefined)
    if (found !== undefined) locks.set(file, found)
  }
  return locks
}

async function removeStaleLocks(before: Locks): Promise<boolean> {
  let removed = false
  for (const [file, then] of before) {
    const now = await lstat(file).catch(() => undefined)
    if (now?.ino !== then.ino || now.mtimeMs !== then.mtimeMs) continue
    await rm(file, { force: true })
    removed = true
  }
  return removed
}
