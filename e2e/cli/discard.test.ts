import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'
import { treeOf, writeFiles } from './kit/repository.ts'
import { steps, write } from './kit/steps.ts'

describe('discard and restore', () => {
  it('bring everything back byte for byte: ignored files, a nested repository, binary and odd names', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n', '.gitignore': '*.log\nnode_modules/\n' })
    const work = steps(
      write('made.txt', 'made\n'),
      write('noise.log', 'ignored\n'),
      {
        run: 'git init -q nested && cd nested && echo deep > deep.txt && git add . && git -c user.name=n -c user.email=n@n commit -qm n',
      },
      {
        run: String.raw`head -c 3000 /dev/urandom > binary; printf x > "$(printf 'sp ace\nline')"; ln -s made.txt link; chmod +x made.txt`,
      },
    )
    const { thread } = await machine.dispatch(repository, work, '--wait', '--title', 'Odd things')
    const before = repository.state()
    const shown = await machine.show(thread)
    const folder = shown.worktree ?? ''
    writeFiles(folder, { 'after the turn.txt': 'written by the user\n', 'node_modules/x/index.js': 'x\n' })
    const content = treeOf(folder)
    expect(Object.keys(content)).toEqual(
      expect.arrayContaining(['noise.log', 'nested/.git/HEAD', 'binary', 'link', 'node_modules/x/index.js']),
    )
    expect(await machine.ok('discard', thread)).toEqual({ thread, state: 'discarded', reason: null })
    expect(existsSync(folder)).toBe(false)
    expect((await machine.refused('prompt', thread, 'more')).code).toBe('thread-discarded')
    expect((await machine.refused('merge', thread)).code).toBe('not-ready')
    expect((await machine.refused('discard', thread)).code).toBe('thread-discarded')
    expect(await machine.ok('restore', thread)).toEqual({ thread, state: 'ready', reason: null })
    expect(treeOf(folder)).toEqual(content)
    expect((await machine.refused('restore', thread)).code).toBe('not-discarded')
    expect(repository.state()).toEqual(before)
  })

  it('of a thread in a turn stops its agent first, and the work so far comes back', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve()
    const events = machine.follow()
    const { thread } = await machine.dispatch(repository, steps(write('half.txt', 'half\n'), { hang: true }))
    await events.find('the file is written', (all) =>
      all.find((event) => event.type === 'thread.activity-changed' && event.activity.detail.includes('half.txt')),
    )
    expect(await machine.ok('discard', thread)).toMatchObject({ state: 'discarded' })
    expect(machine.processes().filter(({ command }) => command.includes('scripted-agent'))).toEqual([])
    expect(await machine.ok('restore', thread)).toMatchObject({ state: 'parked', reason: 'interrupted' })
    const { worktree } = await machine.show(thread)
    expect(treeOf(worktree ?? '', ['.git'])).toEqual({ 'a.txt': 'one\n', 'half.txt': 'half\n' })
  })
})
