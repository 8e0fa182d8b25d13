import path from 'node:path'
import { expect, it } from 'vitest'
import { makeLandingFixture } from './testing/landing-fixture.ts'

it('a person who commits while landings come in undoes none of them, and loses nothing', async () => {
  const fixture = makeLandingFixture({ files: { a: 'a\n' } })
  const { repository } = fixture
  const user = (...args: readonly string[]) => repository.runner.run({ args, cwd: repository.folder })
  const committed: string[] = []
  const landed: string[] = []
  const commitAll = async () => {
    for (let n = 0; n < 12; n += 1) {
      repository.write({ [`person ${n}`]: 'mine\n' })
      const added = await user('add', `person ${n}`)
      const done = added.ok ? await user('commit', '-q', '-m', `person ${n}`) : added
      if (done.ok) committed.push(`person ${n}`)
    }
  }
  const landAll = async () => {
    for (let n = 0; n < 12; n += 1) {
      const prepared = await fixture.prepare(fixture.work({ [`agent/${n}`]: 'landed\n' }))
      const refused = prepared.ok ? await fixture.apply(prepared.value) : prepared.error
      if (refused === null) landed.push(`agent/${n}`)
      else expect(['checkout-in-use', 'reference-moved']).toContain(refused.code)
    }
  }
  try {
    await Promise.all([commitAll(), landAll()])
    const files = repository.git('ls-tree', '-r', '--name-only', '-z', 'main').split('\0')
    expect(files).toEqual(expect.arrayContaining([...committed, ...landed]))
    expect(committed.length).toBeGreaterThan(0)
    expect(landed.length).toBeGreaterThan(0)
    // What the person could not commit is still staged or in the folder; nothing landed is.
    expect(repository.git('status', '--porcelain', '--', 'agent', 'a')).toBe('')
    expect(repository.git('ls-files', '--', path.join(repository.folder, 'agent'))).toBe(landed.toSorted().join('\n'))
  } finally {
    repository.dispose()
  }
})
