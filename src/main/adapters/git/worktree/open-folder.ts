import { constants } from 'node:fs'
import { type FileHandle, lstat, mkdir, open } from 'node:fs/promises'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitFailure, GitResult } from '../../../ports/git.ts'
import { encodePath } from '../parse/path-text.ts'

/** A folder of a worktree, held open so that what is done in it can't be led elsewhere. */
export interface OpenFolder {
  /** Address of an entry, for any call that takes a path and doesn't follow its last part. */
  entry(name: string): Buffer
  sync(): Promise<void>
  close(): Promise<void>
}

/**
 * On Linux an entry is addressed through the open folder itself, so that a folder swapped for a link meanwhile
 * changes nothing. Elsewhere each folder is checked as it is entered, which an agent at work in between could evade.
 */
const throughHandle = process.platform === 'linux'
const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW

interface Wanted {
  /** Of the file, below `root`; a storable name. */
  readonly path: string
  /** Makes the folders that aren't there. */
  readonly create: boolean
}

/** The folder that holds a file; null where it isn't there. Never enters a link, or a repository inside the worktree. */
export async function openFolder(root: string, wanted: Wanted): GitResult<OpenFolder | null> {
  const names = wanted.path.split('/').slice(0, -1)
  let folder = await enter(Buffer.from(root))
  if (folder === null) return ok(null)
  for (const name of names) {
    const parent = folder
    try {
      const next = await step(parent, name, wanted.create)
      if (next === null || 'code' in next) return next === null ? ok(null) : err(next)
      folder = next
    } finally {
      await parent.close()
    }
  }
  return ok(folder)
}

async function step(parent: OpenFolder, name: string, create: boolean): Promise<OpenFolder | GitFailure | null> {
  const address = parent.entry(name)
  if (create) await mkdir(address).catch(unless('EEXIST'))
  try {
    const folder = await enter(address)
    if (folder === null || !(await holdsRepository(folder))) return folder
    return refused(`${name} is a repository of its own`)
  } catch (error) {
    // Both say that it is a link, or no folder.
    if (!isCode(error, 'ENOTDIR') && !isCode(error, 'ELOOP')) throw error
    return refused(`${name} is a link or a file, where a folder would have to be`)
  }
}

async function enter(address: Buffer): Promise<OpenFolder | null> {
  const handle = await open(address, FOLDER).catch(unless('ENOENT'))
  return handle === null ? null : folderOf(handle, address)
}

function folderOf(handle: FileHandle, address: Buffer): OpenFolder {
  const base = throughHandle ? Buffer.from(`/proc/self/fd/${handle.fd}`) : address
  return {
    entry: (name) => Buffer.concat([base, Buffer.from('/'), encodePath(name)]),
    sync: () => handle.sync(),
    close: () => handle.close(),
  }
}

/** Closes the folder unless it may be worked in. */
async function holdsRepository(folder: OpenFolder): Promise<boolean> {
  let plain = false
  try {
    plain = (await lstat(folder.entry('.git')).catch(unless('ENOENT'))) === null
    return !plain
  } finally {
    if (!plain) await folder.close()
  }
}

function refused(why: string): GitFailure {
  return failure('path-refused', `${why}; nothing was written.`, 'Edit the file in the worktree’s folder.')
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}

/** Makes one expected error null; every other passes. */
export function unless(code: string): (error: unknown) => null {
  return (error) => {
    if (!isCode(error, code)) throw error
    return null
  }
}
