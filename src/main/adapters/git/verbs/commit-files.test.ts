import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeRepository, makeTripwire, type TestRepository } from '../testing/repository.ts'
import { valueIn } from '../testing/worktree-fixture.ts'
import { commitFiles } from './commit-files.ts'

const opened: TestRepository[] = []
afterEach(() => {
  for (const repository of opened.splice(0)) repository.dispose()
})

const commit = { message: 'First words', timestampMs: 1_770_000_000_000 }

describe('committing the files of a new folder', () => {
  it('makes a repository inside another one, which stays as it is', async () => {
    const around = makeRepository({ files: { '.bashrc': 'mine' } })
    opened.push(around)
    const before = [around.git('rev-parse', 'HEAD'), around.git('status', '--porcelain', '-uno')]
    const folder = path.join(around.folder, 'new one')
    mkdirSync(folder)
    writeFileSync(path.join(folder, 'a.txt'), 'a\r\n')
    const first = valueIn(await commitFiles(around.runner, folder, commit))
    writeFileSync(path.join(folder, 'ä b.txt'), 'b\n')
    const second = valueIn(await commitFiles(around.runner, folder, { ...commit, message: 'Second' }))
    expect(around.gitIn(folder, 'log', '--format=%H %P|%an|%s', 'main')).toBe(
      `${second} ${first}|Switchyard|Second\n${first} |Switchyard|First words`,
    )
    expect(around.gitIn(folder, 'status', '--porcelain')).toBe('')
    expect([around.git('rev-parse', 'HEAD'), around.git('status', '--porcelain', '-uno')]).toEqual(before)
  })

  it('runs nothing of the person’s', async () => {
    const sandbox = makeRepository()
    opened.push(sandbox)
    const { command, evidence } = makeTripwire(sandbox.sandbox)
    sandbox.gitIn(sandbox.home, 'config', '--global', 'filter.own.clean', command)
    sandbox.gitIn(sandbox.home, 'config', '--global', 'core.attributesFile', path.join(sandbox.home, 'attributes'))
    sandbox.gitIn(sandbox.home, 'config', '--global', 'commit.gpgSign', 'true')
    writeFileSync(path.join(sandbox.home, 'attributes'), '* filter=own\n')
    writeFileSync(path.join(sandbox.folder, 'a.txt'), 'a\n')
    valueIn(await commitFiles(sandbox.runner, sandbox.folder, commit))
    expect(existsSync(evidence)).toBe(false)
  })
})
