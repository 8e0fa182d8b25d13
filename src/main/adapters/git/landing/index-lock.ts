import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { link, open, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const moveSchema = z.object({ branch: z.string(), before: z.string().nullable(), after: z.string() })

/** What a lock of ours was taken for; written into it so that a later host can finish or take back the move. */
export type LockedMove = z.infer<typeof moveSchema>

const markerSchema = z.object({
  switchyard: moveSchema,
  token: z.string(),
  pid: z.number(),
  startTime: z.string().nullable(),
})

/**
 * The `index.lock` of one checkout. While it is held no git command of the user's can stage, commit or
 * switch there, so checks made under it stay true until it is released.
 */
export interface IndexLock {
  readonly move: LockedMove
  /** Where the next index may be built: on the same file system, removed with the lock. */
  readonly draft: string
  /** Puts the draft in place of the checkout's own index and releases. */
  commit(): Promise<void>
  release(): Promise<void>
  /** Leaves the lock on disk for a later try to inherit, as a crash would. */
  abandon(): void
}

export type LockOutcome =
  | { readonly kind: 'taken'; readonly lock: IndexLock }
  /** A crashed host left it in the middle of a move; it is ours now and the checkout must be settled. */
  | { readonly kind: 'inherited'; readonly lock: IndexLock }
  | { readonly kind: 'busy' }

const held = new Set<string>()

/** @throws what the file system says where the git directory can't be written. */
export async function takeIndexLock(gitDirectory: string, move: LockedMove): Promise<LockOutcome> {
  const token = randomUUID()
  if (await createExclusively(lockPath(gitDirectory), marker(token, move), token)) {
    return { kind: 'taken', lock: makeLock(gitDirectory, token, move) }
  }
  const lock = await inheritIndexLock(gitDirectory)
  return lock === null ? { kind: 'busy' } : { kind: 'inherited', lock }
}

/** Takes over the lock that a host which is gone left behind; null when there is none of that kind. */
export async function inheritIndexLock(gitDirectory: string): Promise<IndexLock | null> {
  const path = lockPath(gitDirectory)
  const left = await readMarker(path)
  if (left === null || isAlive(left)) return null
  const token = randomUUID()
  const claim = `${path}.${left.token}.claim`
  // Two heirs may meet: only one can create the claim, and the lock itself never disappears in between.
  if (!(await createExclusively(claim, marker(token, left.switchyard), token))) return null
  await rename(claim, path)
  await removeDraft(draftPath(gitDirectory, left.token))
  return makeLock(gitDirectory, token, left.switchyard)
}

function makeLock(gitDirectory: string, token: string, move: LockedMove): IndexLock {
  held.add(token)
  const draft = draftPath(gitDirectory, token)
  const release = async () => {
    if (!held.has(token)) return
    await removeDraft(draft)
    // A person may have removed our lock by hand and git may have taken its own.
    if ((await readMarker(lockPath(gitDirectory)))?.token === token) await rm(lockPath(gitDirectory), { force: true })
    held.delete(token)
  }
  return {
    move,
    draft,
    release,
    abandon: () => void held.delete(token),
    async commit() {
      // Before the first `git add` there may be no index, and none is needed.
      if (existsSync(draft)) await rename(draft, join(gitDirectory, 'index'))
      await release()
    },
  }
}

/** Git builds an index beside the file it replaces, so a killed git may leave that too. */
async function removeDraft(draft: string): Promise<void> {
  await rm(draft, { force: true })
  await rm(`${draft}.lock`, { force: true })
}

function lockPath(gitDirectory: string): string {
  return join(gitDirectory, 'index.lock')
}

function draftPath(gitDirectory: string, token: string): string {
  return join(gitDirectory, `index.switchyard-${token}`)
}

function marker(token: string, move: LockedMove): string {
  return `${JSON.stringify({ switchyard: move, token, pid: process.pid, startTime: startTimeOf(process.pid) })}\n`
}

async function readMarker(path: string): Promise<z.infer<typeof markerSchema> | null> {
  try {
    const handle = await open(path)
    try {
      // An index under construction by git may be large; a marker never is.
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0)
      return markerSchema.safeParse(JSON.parse(buffer.toString('utf8', 0, bytesRead))).data ?? null
    } finally {
      await handle.close()
    }
  } catch {
    return null // absent, or somebody else's
  }
}

function isAlive(owner: { readonly token: string; readonly pid: number; readonly startTime: string | null }): boolean {
  if (owner.pid === process.pid && owner.startTime === startTimeOf(process.pid)) return held.has(owner.token)
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  return owner.startTime === null || owner.startTime === startTimeOf(owner.pid)
}

/** Start time from the system where it is cheap to read (Linux); null elsewhere. A pid alone may be reused. */
function startTimeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

/** Appears with its whole content or not at all, so that a lock of ours can always be told from git's. */
async function createExclusively(path: string, content: string, token: string): Promise<boolean> {
  const draft = `${path}.${token}`
  await writeFile(draft, content, { flush: true })
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}
