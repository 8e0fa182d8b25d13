import { afterEach, describe, expect, it } from 'vitest'
import { makeRepository, type TestRepository } from '../testing/repository.ts'
import { valueIn } from '../testing/worktree-fixture.ts'
import { remoteAddress } from './remote-address.ts'

const opened: TestRepository[] = []
afterEach(() => {
  for (const repository of opened.splice(0)) repository.dispose()
})

describe('the address of a remote', () => {
  it.each([
    ['git@github.com:acme/payments.git', 'git@github.com:acme/payments.git'],
    ['https://someone:planted-secret@github.com/acme/payments.git', 'https://github.com/acme/payments.git'],
  ])('%s', async (written, told) => {
    const repository = makeRepository({ files: { a: 'a' } })
    opened.push(repository)
    repository.git('remote', 'add', 'origin', written)
    expect(valueIn(await remoteAddress(repository.runner, repository.gitDirectory, 'origin'))).toBe(told)
    expect(valueIn(await remoteAddress(repository.runner, repository.gitDirectory, 'upstream'))).toBeNull()
  })
})
