import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { WorktreeRoots } from '../../ports/worktree-roots.ts'

/**
 * Prefers the data folder; a repository on another file system gets a folder beside it, so that
 * moving a worktree to the trash stays a rename.
 */
export function createWorktreeRoots(dataFolder: string): WorktreeRoots {
  const own = path.join(dataFolder, 'worktrees')
  const prepared = new Map<string, Promise<string>>()
  return {
    rootFor(repository) {
      const known = prepared.get(repository) ?? choose(own, repository)
      prepared.set(repository, known)
      return known
    },
  }
}

async function choose(own: string, repository: string): Promise<string> {
  await mkdir(own, { recursive: true, mode: 0o700 })
  const beside = path.join(path.dirname(path.dirname(repository)), '.switchyard-worktrees')
  const [here, there] = await Promise.all([stat(own), stat(repository)])
  if (here.dev === there.dev || /\s/.test(beside)) return own
  try {
    await mkdir(beside, { recursive: true, mode: 0o700 })
    return beside
  } catch (error) {
    // A folder that can't be made there is no reason to fail: the data folder works, only slower.
    return (error as NodeJS.ErrnoException).code === undefined ? Promise.reject(error) : own
  }
}
