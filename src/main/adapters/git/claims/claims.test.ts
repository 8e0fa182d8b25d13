import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeRepository, type TestRepository } from '../testing/repository.ts'
import { valueIn } from '../testing/worktree-fixture.ts'
import { createReferenceClaims } from './claims.ts'

const name = 'refs/switchyard/automations/0123abcd'

describe('claims at a remote', () => {
  let repository: TestRepository
  let kept: string

  beforeEach(() => {
    repository = makeRepository({ files: { 'a.txt': 'a\n' } })
    kept = path.join(repository.sandbox, 'kept.git')
    repository.gitIn(repository.sandbox, 'init', '-q', '--bare', kept)
  })
  afterEach(() => repository.dispose())

  const claims = () => createReferenceClaims(repository.runner)
  const claim = (text = 'one\n') => ({ gitDirectory: repository.gitDirectory, name, text, remote: 'origin' })

  it('that takes no push is told apart from one where somebody else has it', async () => {
    repository.git('remote', 'add', 'origin', kept)
    const hook = path.join(kept, 'hooks', 'pre-receive')
    writeFileSync(hook, '#!/bin/sh\nexit 1\n')
    chmodSync(hook, 0o755)
    valueIn(await claims().claimReference(claim()))
    expect(valueIn(await claims().claimAtRemote(claim()))).toBe('refused')
    const other = repository.gitIn(kept, 'hash-object', '-w', '--stdin', '--path', 'x')
    repository.gitIn(kept, 'update-ref', name, other)
    expect(valueIn(await claims().claimAtRemote(claim()))).toBe('taken')
  })

  it('that is gone, or asks who one is, is refused and nobody is asked', async () => {
    repository.git('remote', 'add', 'origin', path.join(repository.sandbox, 'gone.git'))
    valueIn(await claims().claimReference(claim()))
    expect(valueIn(await claims().claimAtRemote(claim()))).toBe('refused')
    let asked = 0
    const server = createServer((_request, response) => {
      asked += 1
      response.writeHead(401, { 'www-authenticate': 'Basic realm="kept"' }).end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    repository.git('remote', 'set-url', 'origin', `http://127.0.0.1:${port}/kept.git`)
    expect(valueIn(await claims().claimAtRemote(claim()))).toBe('refused')
    expect(asked).toBeGreaterThan(0)
    await new Promise((resolve) => server.close(resolve))
  })

  it('leave the repository’s own references, configuration and hooks alone', async () => {
    repository.git('remote', 'add', 'origin', kept)
    const hook = path.join(repository.gitDirectory, 'hooks', 'pre-push')
    writeFileSync(hook, `#!/bin/sh\ntouch ${repository.sandbox}/ran\n`)
    chmodSync(hook, 0o755)
    repository.git('tag', '-m', 'first', 'v1')
    repository.git('config', 'push.followTags', 'true')
    const before = repository.git('for-each-ref')
    valueIn(await claims().claimReference(claim()))
    expect(valueIn(await claims().claimAtRemote(claim()))).toBe('ours')
    expect(repository.gitIn(kept, 'for-each-ref', '--format=%(refname)')).toBe(name)
    valueIn(await claims().releaseReference(claim()))
    expect(repository.git('for-each-ref')).toBe(before)
    expect(repository.gitIn(kept, 'for-each-ref')).toBe('')
    expect(existsSync(path.join(repository.sandbox, 'ran'))).toBe(false)
  })
})
