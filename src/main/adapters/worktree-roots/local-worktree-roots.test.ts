import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest'
import { createWorktreeRoots } from './local-worktree-roots.ts'

let folder: string
const elsewhere: string[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'switchyard-roots-'))
})

afterEach(async () => {
  for (const made of [folder, ...elsewhere.splice(0)]) await rm(made, { recursive: true, force: true })
})

async function repositoryIn(parent: string): Promise<string> {
  const repository = path.join(parent, 'repository', '.git')
  await mkdir(repository, { recursive: true })
  return repository
}

/** A folder on another file system than the temporary one, where this machine has one. */
async function otherFileSystem(context: TestContext): Promise<string> {
  const shared = await stat('/dev/shm').catch(() => null)
  const same = shared === null || shared.dev === (await stat(folder)).dev
  context.skip(same, 'there is no second file system to write to')
  const made = await mkdtemp('/dev/shm/switchyard-roots-')
  elsewhere.push(made)
  return made
}

function roots() {
  return createWorktreeRoots(path.join(folder, 'data'))
}

describe('worktree roots', () => {
  it('uses the data folder, closed to others, where the repository is on the same file system', async () => {
    const root = await roots().rootFor(await repositoryIn(folder))
    expect(root).toBe(path.join(folder, 'data', 'worktrees'))
    expect((await stat(root)).mode & 0o777).toBe(0o700)
  })

  it('makes a folder beside a repository on another file system, so that the trash is a rename away', async (context) => {
    const other = await otherFileSystem(context)
    const root = await roots().rootFor(await repositoryIn(other))
    expect(root).toBe(path.join(other, '.switchyard-worktrees'))
    expect((await stat(root)).mode & 0o777).toBe(0o700)
  })

  it('uses the data folder when none can be made beside it, or its path has spaces', async (context) => {
    const other = await otherFileSystem(context)
    await writeFile(path.join(other, '.switchyard-worktrees'), '')
    expect(await roots().rootFor(await repositoryIn(other))).toBe(path.join(folder, 'data', 'worktrees'))
    const spaced = path.join(other, 'with spaces')
    expect(await roots().rootFor(await repositoryIn(spaced))).toBe(path.join(folder, 'data', 'worktrees'))
  })
})
