import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fileMachine } from './kit/machine.ts'
import { steps, write } from './kit/steps.ts'

const machine = fileMachine()
let count = 0

beforeAll(() => machine.serve('--pool', '4'))

function repositoryOfItsOwn() {
  count += 1
  return machine.repository({ 'a.txt': 'one\n' }, `project-${count}`)
}

async function worktreeOf(thread: string): Promise<string> {
  return (await machine.show(thread)).worktree ?? ''
}

describe('what happens meanwhile', () => {
  it('several landings asked for at once go one after the other, and none is lost', async () => {
    const repository = repositoryOfItsOwn()
    const numbers = [1, 2, 3, 4]
    const sent = await Promise.all(
      numbers.map((number) => machine.dispatch(repository, `echo ${number} > ${number}.txt`, '--wait')),
    )
    const landed = await Promise.all(sent.map(({ thread }) => machine.ok<{ commit: string }>('merge', thread)))
    const commits = repository.git('rev-list', 'main').split('\n')
    expect(commits).toHaveLength(5)
    expect(new Set(commits.slice(0, 4))).toEqual(new Set(landed.map(({ commit }) => commit)))
    for (const number of numbers) expect(repository.read(`${number}.txt`)).toBe(`${number}\n`)
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  it('of two that conflict one lands, the other is refused and keeps its work', async () => {
    const repository = repositoryOfItsOwn()
    const sent = await Promise.all(
      ['two', 'three'].map((text) => machine.dispatch(repository, `echo ${text} > a.txt`, '--wait')),
    )
    const results = await Promise.all(sent.map(({ thread }) => machine.cli(['merge', thread])))
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1])
    const states = await Promise.all(sent.map(async ({ thread }) => (await machine.show(thread)).state))
    expect(states.sort()).toEqual(['landed', 'ready'])
  })

  it('of two landings of one thread one is refused', async () => {
    const repository = repositoryOfItsOwn()
    const { thread } = await machine.dispatch(repository, 'echo 1 > b.txt', '--wait')
    const results = await Promise.all([1, 2, 3].map(() => machine.cli(['merge', thread])))
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1, 1])
    expect(repository.git('log', '--format=%s')).toBe('echo 1 > b.txt\nfirst')
  })

  it('files changed in the worktree after the turn are saved and shown before they can land', async () => {
    const repository = repositoryOfItsOwn()
    const { thread } = await machine.dispatch(repository, 'echo 1 > b.txt', '--wait')
    const before = repository.state()
    writeFileSync(path.join(await worktreeOf(thread), 'late.txt'), 'late\n')
    expect((await machine.refused('merge', thread)).code).toBe('worktree-changed')
    expect(repository.state()).toEqual(before)
    expect(await machine.show(thread)).toMatchObject({ state: 'ready', changes: { files: 2 } })
    await machine.ok('merge', thread)
    expect(repository.read('late.txt')).toBe('late\n')
  })

  it('a worktree deleted by somebody else is named, and what was saved stays', async () => {
    const repository = repositoryOfItsOwn()
    const { thread } = await machine.dispatch(repository, steps(write('b.txt', 'b\n')), '--wait', '--title', 'Saved')
    rmSync(await worktreeOf(thread), { recursive: true })
    const before = repository.state()
    expect((await machine.refused('merge', thread)).code).toBe('worktree-missing')
    const { patch } = await machine.ok<{ patch: string }>('diff', thread)
    expect(patch).toContain('+b')
    const { branch } = await machine.show(thread)
    expect(repository.git('show', `${branch}:b.txt`)).toBe('b')
    expect(repository.state()).toEqual(before)
    await machine.ok('discard', thread)
  })

  it('the branch rewritten by the user is landed on as it is now', async () => {
    const repository = repositoryOfItsOwn()
    const { thread } = await machine.dispatch(repository, 'echo 1 > b.txt', '--wait')
    repository.git('commit', '-q', '--amend', '-m', 'first, reworded')
    repository.git('reflog', 'expire', '--expire=now', '--all')
    repository.git('gc', '-q', '--prune=now')
    await machine.ok('merge', thread)
    expect(repository.git('log', '--format=%s')).toBe('echo 1 > b.txt\nfirst, reworded')
    expect(repository.read('b.txt')).toBe('1\n')
  })

  it('a lock that the user’s own git holds refuses the landing, which works once it is gone', async () => {
    const repository = repositoryOfItsOwn()
    const { thread } = await machine.dispatch(repository, 'echo 1 > b.txt', '--wait')
    repository.write({ '.git/index.lock': '' })
    const before = repository.git('rev-parse', 'main')
    const refusal = await machine.refused('merge', thread)
    expect(refusal.code).toBe('checkout-in-use')
    expect(repository.git('rev-parse', 'main')).toBe(before)
    rmSync(path.join(repository.folder, '.git', 'index.lock'))
    await machine.ok('merge', thread)
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  it('the same answer given twice at once counts once', async () => {
    const repository = repositoryOfItsOwn()
    const { thread } = await machine.dispatch(repository, steps({ ask: { title: 'Go on?', kind: 'other' } }))
    const events = machine.follow()
    const { request } = await events.event('thread.permission-asked', thread)
    const results = await Promise.all(
      ['allow', 'deny'].map((answer) => machine.cli(['answer', thread, request.id, answer])),
    )
    expect(results.map(({ code }) => code).sort()).toEqual([0, 1])
    await events.event('thread.readied', thread)
    expect(events.all('thread.permission-answered', thread)).toHaveLength(1)
  })

  it('a reader that has seen enough ends a command without a word', async () => {
    const started = machine.start(['events', '--follow', '--json'])
    await started.find('an event', (lines) => lines[0])
    started.closeOutput()
    await machine.dispatch(repositoryOfItsOwn(), 'true', '--wait')
    expect(await started.exit).toBe(0)
    expect(started.stderr).toBe('')
  })
})
