import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorktreeRoots } from './local-worktree-roots.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'switchyard-roots-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

describe('worktree roots', () => {
  it('uses the data folder, closed to others, where the repository is on the same file system', async () => {
    const repository = await mkdtemp(path.join(folder, 'repository-'))
    const root = await createWorktreeRoots(path.join(folder, 'data')).rootFor(repository)
    expect(root).toBe(path.join(folder, 'data', 'worktrees'))
    expect((await stat(root)).mode & 0o777).toBe(0o700)
  })

  it('leaves a repository elsewhere alone when no folder can be made beside it', async () => {
    const root = await createWorktreeRoots(path.join(folder, 'data')).rootFor('/proc/self')
    expect(root).toBe(path.join(folder, 'data', 'worktrees'))
  })
})
