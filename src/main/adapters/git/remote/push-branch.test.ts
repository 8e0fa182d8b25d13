import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGitRunner } from '../runner.ts'
import { childProcesses } from '../testing/child-processes.ts'
import { writeFiles } from '../testing/repository.ts'
import { makeWorktreeFixture, type WorktreeFixture } from '../testing/worktree-fixture.ts'
import { pushBranch } from './push-branch.ts'

let fixture: WorktreeFixture
let kept: string

beforeEach(() => {
  fixture = makeWorktreeFixture({ files: { a: 'a\n' } })
  kept = path.join(fixture.sandbox, 'kept.git')
  fixture.gitIn(fixture.sandbox, 'init', '-q', '--bare', kept)
  fixture.git('remote', 'add', 'origin', kept)
})
afterEach(() => fixture.dispose())

const push = (commit: string, more: object = {}) =>
  fixture.port.pushBranch({
    gitDirectory: fixture.gitDirectory,
    remote: 'origin',
    branch: 'sy/x',
    commit,
    config: {},
    ...more,
  })

describe('pushing a branch', () => {
  it('puts that commit there and nothing else: no tag, no note in the repository', async () => {
    fixture.git('tag', '-a', 'v1', '-m', 'v1')
    fixture.git('config', 'push.followTags', 'true')
    const before = fixture.git('for-each-ref')
    expect(await push(fixture.git('rev-parse', 'HEAD'))).toEqual({ ok: true, value: undefined })
    expect(fixture.gitIn(kept, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/sy/x')
    expect(fixture.git('for-each-ref')).toBe(before)
    expect(fixture.git('config', '--list')).not.toContain('switchyard-outbound')
  })

  it('goes where the user’s own configuration says that an address is', async () => {
    fixture.git('remote', 'set-url', 'origin', 'https://kept.example/kept.git')
    fixture.git('config', `url.${fixture.sandbox}/.insteadOf`, 'https://kept.example/')
    expect((await push(fixture.git('rev-parse', 'HEAD'))).ok).toBe(true)
    expect(fixture.gitIn(kept, 'for-each-ref', '--format=%(refname)')).toBe('refs/heads/sy/x')
  })

  it('leaves the work of others as it is', async () => {
    fixture.gitIn(kept, 'fetch', '-q', fixture.folder, 'HEAD:refs/heads/sy/x')
    const theirs = fixture.gitIn(kept, 'commit-tree', '-p', 'sy/x', '-m', 'theirs', 'sy/x^{tree}')
    fixture.gitIn(kept, 'update-ref', 'refs/heads/sy/x', theirs)
    expect(await push(fixture.git('rev-parse', 'HEAD'))).toMatchObject({
      ok: false,
      error: { code: 'reference-moved' },
    })
    expect(fixture.gitIn(kept, 'rev-parse', 'sy/x')).toBe(theirs)
  })

  it('runs no hook, and fails in plain words without a secret of the address', async () => {
    writeFiles(fixture.folder, { '.git/hooks/pre-push': '#!/bin/sh\nexit 1\n' })
    fixture.gitIn(fixture.folder, 'update-index', '--refresh')
    const head = fixture.git('rev-parse', 'HEAD')
    expect((await push(head)).ok).toBe(true)
    fixture.git('remote', 'set-url', 'origin', 'https://me:secret@127.0.0.1:1/x.git')
    const refused = await push(head)
    expect(refused).toMatchObject({ ok: false, error: { code: 'push-failed' } })
    expect(JSON.stringify(refused)).not.toContain('secret')
  })

  it('hands over what signs in by the environment alone', async () => {
    const seen: { args: readonly string[]; env: Readonly<Record<string, string>> }[] = []
    const processes = childProcesses()
    const { environment, gitDirectory, home } = fixture
    const runner = createGitRunner({
      processes: {
        ...processes,
        spawn: (request) => {
          seen.push({ args: request.args, env: request.env })
          return processes.spawn(request)
        },
      },
      gitFile: 'git',
      homeFolder: home,
      environment,
    })
    const config = { 'http.https://kept.example/.extraHeader': 'Authorization: Basic c2VjcmV0' }
    const commit = fixture.git('rev-parse', 'HEAD')
    await pushBranch(runner, { gitDirectory, remote: 'origin', branch: 'sy/x', commit, config })
    expect(JSON.stringify(seen.map(({ args }) => args))).not.toContain('c2VjcmV0')
    const pushed = seen.find(({ args }) => args[0] === 'push')
    expect(Object.values(pushed?.env ?? {})).toContain('Authorization: Basic c2VjcmV0')
  })
})
