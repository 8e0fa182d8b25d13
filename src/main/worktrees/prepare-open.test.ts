import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { MemoryModel } from '../../shared/domain/memory-model.ts'
import type { ProjectId } from '../../shared/kernel/ids.ts'
import { makeWorktreeFixture, type WorktreeFixture } from '../adapters/git/testing/worktree-fixture.ts'
import { prepareOpen } from './prepare-open.ts'

const opened: WorktreeFixture[] = []
afterEach(async () => {
  for (const fixture of opened.splice(0)) {
    await fixture.port.close()
    fixture.dispose()
  }
})

function open(options: Parameters<typeof makeWorktreeFixture>[0] = {}) {
  const fixture = makeWorktreeFixture(options)
  opened.push(fixture)
  const prepare = (repository: string, initialize = false) =>
    prepareOpen(fixture.port).prepare(
      { project: 'p' as ProjectId, repository, initialize },
      new MemoryModel().model,
      {},
    )
  return { fixture, prepare }
}

describe('opening a project finds out', () => {
  it('which repository and folder it is', async () => {
    const { fixture, prepare } = open({ files: { 'größe/app/a': 'a' }, folderName: 'my project' })
    expect(await prepare(path.join(fixture.folder, 'größe/app'))).toEqual({
      ok: true,
      value: {
        root: fixture.folder,
        gitDirectory: fixture.gitDirectory,
        prefix: 'größe/app',
        branchPrefix: 'sy',
      },
    })
  })

  it('that there is none, and makes one only where that is wanted', async () => {
    const { fixture, prepare } = open()
    const plain = path.join(fixture.sandbox, 'plain')
    mkdirSync(plain)
    expect(await prepare(plain)).toMatchObject({ error: { code: 'not-a-repository' } })
    expect(existsSync(path.join(plain, '.git'))).toBe(false)
    expect(await prepare(plain, true)).toMatchObject({ value: { root: plain } })
    expect(existsSync(path.join(plain, '.git'))).toBe(true)
  })

  it('that it can’t be worked on', async () => {
    const bare = open({ initArguments: ['--bare'] })
    expect(await bare.prepare(bare.fixture.folder, true)).toMatchObject({ error: { code: 'repository-bare' } })
    expect(await bare.prepare('plain', true)).toMatchObject({ error: { code: 'folder-relative' } })
    expect(existsSync('plain')).toBe(false)
  })
})
