import { lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../../../../shared/kernel/system-code.ts'

/**
 * The folder in a worktree that an agent starts in. It is made where the worktree doesn't have it (git keeps no
 * empty folders); where a link or a file is in its place the agent starts at the worktree's top, never outside.
 */
export async function workFolder(worktree: string, below: string): Promise<string> {
  let folder = worktree
  for (const part of below.split('/')) {
    if (part === '') continue
    folder = join(folder, part)
    if (part === '..' || !(await isFolder(folder))) return worktree
  }
  return folder
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await lstat(folder)).isDirectory()
  } catch (error) {
    return systemCode(error) === 'ENOENT' && (await isMade(folder))
  }
}

async function isMade(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    // Whoever starts the agent says what is wrong with the worktree.
    systemCode(error)
    return false
  }
}
