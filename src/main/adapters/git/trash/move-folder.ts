import { lstat, mkdir, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { copyTree } from './copy-tree.ts'
import { sameTree } from './same-tree.ts'

export type Moved = 'moved' | 'nothing-there' | 'differs'

type Rename = (from: string, to: string) => Promise<void>

/**
 * Moves a folder whole. Across file systems: copies, compares every byte, and only then removes the original;
 * broken off at any point it can be called again. `differs` means both are there with different contents, and
 * nothing was removed. `renameFolder` stands in for the system's in tests.
 */
export async function moveFolder(from: string, to: string, renameFolder: Rename = rename): Promise<Moved> {
  const leftover = `${from}.moved`
  if (!(await exists(from))) {
    if (!(await exists(to))) return 'nothing-there'
    await rm(leftover, { recursive: true, force: true })
    return 'moved'
  }
  if (await exists(to)) {
    if (!(await sameTree(from, to))) return 'differs'
    await removeOriginal(from, leftover)
    return 'moved'
  }
  await mkdir(dirname(to), { recursive: true })
  try {
    await renameFolder(from, to)
    return 'moved'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
  }
  return moveByCopy(from, to)
}

async function moveByCopy(from: string, to: string): Promise<Moved> {
  const partial = `${to}.partial`
  await rm(partial, { recursive: true, force: true })
  await copyTree(from, partial)
  if (!(await sameTree(from, partial))) return 'differs'
  await rename(partial, to)
  await removeOriginal(from, `${from}.moved`)
  return 'moved'
}

/** In two steps, so that half a folder never stands where a whole one was. */
async function removeOriginal(from: string, leftover: string): Promise<void> {
  await rename(from, leftover)
  await rm(leftover, { recursive: true, force: true })
}

async function exists(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined
}
