import { afterEach, describe, expect, it } from 'vitest'
import { makeRepository, type TestRepository } from '../testing/repository.ts'
import { valueIn } from '../testing/worktree-fixture.ts'
import { branches } from './branches.ts'

const opened: TestRepository[] = []
afterEach(() => {
  for (const repository of opened.splice(0)) repository.dispose()
})

describe('branches', () => {
  it('of the same age come by name, whatever letters they have', async () => {
    const repository = makeRepository({ files: { a: 'a' } })
    opened.push(repository)
    for (const name of ['größe/β', 'feature/one', 'dash']) repository.git('branch', name)
    repository.git('branch', 'old')
    repository.git('tag', 'no-branch')
    expect(valueIn(await branches(repository.runner, repository.gitDirectory))).toEqual([
      'dash',
      'feature/one',
      'größe/β',
      'main',
      'old',
    ])
  })

  it('are none before the first commit', async () => {
    const repository = makeRepository()
    opened.push(repository)
    expect(valueIn(await branches(repository.runner, repository.gitDirectory))).toEqual([])
  })
})
