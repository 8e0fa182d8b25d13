import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeTripwire, type TestFiles, writeFiles } from '../testing/repository.ts'
import { makeWorktreeFixture, valueIn, type WorktreeFixture } from '../testing/worktree-fixture.ts'

describe('a scratch checkout', () => {
  let fixture: WorktreeFixture
  const open = (files: TestFiles) => {
    fixture = makeWorktreeFixture({ files })
    return { gitDirectory: fixture.gitDirectory, commit: 'HEAD', folder: path.join(fixture.sandbox, 'scratch') }
  }
  afterEach(async () => {
    await fixture.port.close()
    fixture.dispose()
  })

  it('runs nothing of the repository, and leaves it as it is', async () => {
    const at = open({ 'a.txt': 'a\n', '.gitattributes': '*.txt filter=planted\n' })
    const { command, evidence } = makeTripwire(fixture.sandbox)
    fixture.git('config', 'filter.planted.smudge', command)
    fixture.git('config', 'core.fsmonitor', command)
    writeFiles(path.join(fixture.gitDirectory, 'hooks'), { 'post-checkout': `#!/bin/sh\n${command}\n` })
    const before = fixture.git('for-each-ref')
    const place = valueIn(await fixture.port.scratchCheckout(at))
    valueIn(await fixture.port.worktreeTree(place))
    expect([existsSync(evidence), fixture.git('for-each-ref')]).toEqual([false, before])
    expect(readFileSync(path.join(at.folder, 'a.txt'), 'utf8')).toBe('a\n')
  })

  it('has what git ignores in a worktree, but for what the commit holds itself', async () => {
    const at = open({ '.gitignore': 'packages/\n*.log\n', 'src/a.txt': 'a\n' })
    const place = await fixture.create()
    writeFiles(place.folder, {
      'packages/one/index.js': 'one\n',
      'src/deep/out.log': 'log\n',
      'src/new.txt': 'not ignored\n',
    })
    symlinkSync('../packages/one', path.join(place.folder, 'packages', 'link'))
    const made = valueIn(await fixture.port.scratchCheckout({ ...at, ignoredFrom: place }))
    const read = (name: string) => readFileSync(path.join(at.folder, name), 'utf8')
    expect([read('packages/one/index.js'), read('src/deep/out.log')]).toEqual(['one\n', 'log\n'])
    expect(existsSync(path.join(at.folder, 'src/new.txt'))).toBe(false)
    expect(valueIn(await fixture.port.worktreeTree(made))).toBe(fixture.git('rev-parse', 'HEAD^{tree}'))
    writeFiles(at.folder, { 'packages/one/index.js': 'changed\n' })
    expect(readFileSync(path.join(place.folder, 'packages/one/index.js'), 'utf8')).toBe('one\n')
  })

  it('is not led elsewhere by a link of the commit', async () => {
    const at = open({ '.gitignore': '*.log\n', 'out/a.txt': 'a\n' })
    const place = await fixture.create()
    writeFiles(place.folder, { 'out/x.log': 'x\n', 'out/sub/y.log': 'y\n' })
    const outside = path.join(fixture.sandbox, 'outside')
    mkdirSync(outside)
    fixture.write({ out: null })
    symlinkSync(outside, path.join(fixture.folder, 'out'))
    fixture.git('add', '-A')
    fixture.git('commit', '-q', '-m', 'a link')
    valueIn(await fixture.port.scratchCheckout({ ...at, ignoredFrom: place }))
    expect(readdirSync(outside)).toEqual([])
  })
})
