import { describe, expect, it } from 'vitest'
import { fileMachine } from './kit/machine.ts'
import type { Repository } from './kit/repository.ts'
import { steps, write } from './kit/steps.ts'

interface Landed {
  readonly landing: string
  readonly commit: string
  readonly into: string
}

const machine = fileMachine()
let count = 0

/** A repository of its own and a thread in it that is ready to land. */
async function ready(...work: readonly object[]) {
  count += 1
  const repository = machine.repository({ 'a.txt': 'one\ntwo\nthree\n', 'b.txt': 'other\n' }, `project ${count}`)
  const dispatched = await machine.dispatch(repository, steps(...work), '--wait', '--title', 'Change things')
  expect(dispatched).toMatchObject({ state: 'ready' })
  return { repository, ...dispatched }
}

const edit = { edit: { path: 'a.txt', find: 'two', replace: '2' } }

describe('landing', () => {
  it('makes one commit with the tree, one parent and trailers, and brings the checkout along', async () => {
    const { repository, run, thread } = await ready(edit, write('new.txt', 'new\n'))
    const before = repository.git('rev-parse', 'main')
    repository.write({ 'b.txt': 'mine, modified\n', 'untracked.txt': 'mine\n', 'staged.txt': 'mine, staged\n' })
    repository.git('add', 'staged.txt')
    const { checkpoint } = await machine.show(thread)
    const landed = await machine.ok<Landed>('merge', thread)
    expect(landed).toEqual({
      landing: expect.any(String),
      commit: repository.git('rev-parse', 'main'),
      into: 'main',
      notice: null,
    })
    expect(repository.git('log', '-1', '--format=%P|%an|%B', 'main')).toBe(
      `${before}|Ada Example|Change things\n\nSwitchyard-Thread: ${thread}\nSwitchyard-Run: ${run}\n`,
    )
    expect(repository.git('rev-parse', 'main^{tree}')).toBe(repository.git('rev-parse', `${checkpoint}^{tree}`))
    expect(repository.git('status', '--porcelain')).toBe(' M b.txt\nA  staged.txt\n?? untracked.txt')
    expect([repository.read('a.txt'), repository.read('new.txt'), repository.read('b.txt')]).toEqual([
      'one\n2\nthree\n',
      'new\n',
      'mine, modified\n',
    ])
    expect(await machine.show(thread)).toMatchObject({ state: 'landed', landing: { commit: landed.commit } })
    expect((await machine.refused('merge', thread)).code).toBe('not-ready')
    expect((await machine.refused('discard', thread)).code).toBe('thread-landed')
  })

  it('takes a message and another branch, which nobody has checked out', async () => {
    const { repository, run, thread } = await ready(edit)
    repository.git('branch', 'release')
    const main = repository.git('rev-parse', 'main')
    const { commit, into } = await machine.ok<Landed>(
      ...['merge', thread, '--into', 'release', '--message', 'Two is 2\n\nBecause.', '--strategy', 'squash'],
    )
    expect({ into, main }).toEqual({ into: 'release', main: repository.git('rev-parse', 'main') })
    expect(repository.git('log', '-1', '--format=%B', 'release')).toBe(
      `Two is 2\n\nBecause.\n\nSwitchyard-Thread: ${thread}\nSwitchyard-Run: ${run}\n`,
    )
    expect(repository.git('rev-parse', 'release')).toBe(commit)
    expect(repository.read('a.txt')).toBe('one\ntwo\nthree\n')
  })

  it('is refused with the conflicts named, and nothing is changed', async () => {
    const { repository, thread } = await ready(edit)
    repository.commit({ 'a.txt': 'one\nzwei\nthree\n' }, 'meanwhile')
    const before = repository.state()
    const refusal = await machine.refused('merge', thread)
    expect(refusal.code).toBe('landing-conflict')
    expect(JSON.stringify(refusal.facts)).toContain('"a.txt"')
    expect(repository.state()).toEqual(before)
    expect(await machine.show(thread)).toMatchObject({ state: 'ready' })
    const text = await machine.cli(['merge', thread], { text: true })
    expect(text).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('a.txt') })
  })

  it('is refused where it would touch what the user has changed, with the path named', async () => {
    const { repository, thread } = await ready(edit)
    repository.write({ 'a.txt': 'one\ntwo\nthree\nmine\n' })
    const before = repository.state()
    const refusal = await machine.refused('merge', thread)
    expect(refusal.code).toBe('checkout-in-use')
    expect(JSON.stringify(refusal.facts)).toContain('a.txt')
    expect(repository.state()).toEqual(before)
    repository.git('checkout', '-q', '--', 'a.txt')
    await machine.ok('merge', thread)
    expect(repository.read('a.txt')).toBe('one\n2\nthree\n')
  })

  it('is refused for an empty change', async () => {
    const { repository, thread } = await ready({ say: 'Nothing to do.' })
    const before = repository.state()
    expect((await machine.refused('merge', thread)).code).toBe('landing-empty')
    expect(repository.state()).toEqual(before)
  })

  it('merges with what came meanwhile', async () => {
    const { repository, thread } = await ready(edit)
    repository.commit({ 'b.txt': 'changed meanwhile\n' }, 'meanwhile')
    await machine.ok('merge', thread)
    expect([repository.read('a.txt'), repository.read('b.txt')]).toEqual(['one\n2\nthree\n', 'changed meanwhile\n'])
    expect(repository.git('log', '--format=%s')).toBe('Change things\nmeanwhile\nfirst')
  })
})

describe('undo', () => {
  async function landed(): Promise<{ repository: Repository; thread: string; landing: string; before: object }> {
    const { repository, thread } = await ready(edit)
    const before = repository.state()
    const { landing } = await machine.ok<Landed>('merge', thread)
    return { repository, thread, landing, before }
  }

  it('takes the branch back while nothing came on top; the thread can land again', async () => {
    const { before, landing, repository, thread } = await landed()
    expect(await machine.ok('undo', landing)).toEqual({ landing, state: 'undone', into: 'main', thread, notice: null })
    expect(repository.state()).toEqual(before)
    expect(await machine.show(thread)).toMatchObject({ state: 'ready' })
    expect((await machine.refused('undo', landing)).code).toBe('not-landed')
    await machine.ok('merge', thread)
    expect(repository.read('a.txt')).toBe('one\n2\nthree\n')
  })

  it('adds a commit that reverts it where something came on top', async () => {
    const { landing, repository, thread } = await landed()
    const top = repository.commit({ 'b.txt': 'on top\n' }, 'on top')
    await machine.ok('undo', landing)
    expect(repository.git('log', '--format=%s')).toBe('Revert "Change things"\non top\nChange things\nfirst')
    expect(repository.git('rev-parse', 'main^')).toBe(top)
    expect([repository.read('a.txt'), repository.read('b.txt')]).toEqual(['one\ntwo\nthree\n', 'on top\n'])
    expect(repository.git('status', '--porcelain')).toBe('')
    expect(await machine.show(thread)).toMatchObject({ state: 'ready' })
  })

  it('is refused where the user has changed the same file, and nothing is changed', async () => {
    const { landing, repository, thread } = await landed()
    repository.write({ 'a.txt': 'mine\n' })
    const before = repository.state()
    expect((await machine.refused('undo', landing)).code).toBe('checkout-in-use')
    expect(repository.state()).toEqual(before)
    expect(await machine.show(thread)).toMatchObject({ state: 'landed' })
  })
})
