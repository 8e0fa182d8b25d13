import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'
import { gitIn, treeOf } from './kit/repository.ts'

it('variables that steer git are of no effect, and agents get no secrets of the host', async () => {
  const machine = testMachine({
    GIT_DIR: '/nonexistent',
    GIT_INDEX_FILE: '/nonexistent/index',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'core.hooksPath',
    GIT_CONFIG_VALUE_0: '/nonexistent',
    AWS_SECRET_ACCESS_KEY: 'planted-secret',
    SOME_TOKEN: 'planted-secret',
    NODE_OPTIONS: '--no-warnings',
    LC_ALL: 'C',
    LANG: 'tr_TR.UTF-8',
  })
  const plain = { PATH: machine.environment.PATH ?? '', HOME: machine.home }
  const folder = path.join(machine.folder, 'project')
  gitIn(machine.folder, plain, ['init', '-q', '-b', 'main', folder])
  gitIn(folder, plain, ['commit', '-q', '--allow-empty', '-m', 'first'])
  const args = [
    '--repo',
    folder,
    '--agent',
    'scripted',
    '--prompt',
    'env > env.txt; git rev-parse HEAD >> env.txt',
    '--wait',
  ]
  const { thread } = await machine.ok<{ thread: string }>('dispatch', ...args)
  const { worktree } = await machine.show(thread)
  const seen = readFileSync(path.join(worktree ?? '', 'env.txt'), 'utf8')
  expect(seen).not.toMatch(/planted-secret|^GIT_|NODE_OPTIONS/m)
  expect(seen).toContain(gitIn(folder, plain, ['rev-parse', 'main']))
  const { commit } = await machine.ok<{ commit: string }>('merge', thread)
  expect(gitIn(folder, plain, ['rev-parse', 'main'])).toBe(commit)
  expect(JSON.stringify(treeOf(machine.data))).not.toContain('planted-secret')
})

it('a title of several lines and terminal controls stays one line in lists and in the commit', async () => {
  const machine = testMachine()
  const repository = machine.repository({ 'a.txt': 'one\n' })
  const title = 'Odd\u001b]52;c;aGk=\u0007\ntitle'
  const { thread } = await machine.dispatch(repository, 'echo 1 > "x y.txt"', '--title', title, '--wait')
  const { stdout } = await machine.cli(['threads'], { text: true })
  expect(stdout).toMatch(/^\S+ .*Odd \]52;c;aGk= title\n$/)
  await machine.ok('merge', thread)
  expect(repository.git('log', '-1', '--format=%s')).toBe('Odd ]52;c;aGk= title')
})

it.each(['threads', 'doctor', 'events'])('%s refuses a file in the place of the data folder', async (verb) => {
  const machine = testMachine()
  const file = path.join(machine.folder, 'file')
  writeFileSync(file, 'kept')
  const refusal = await machine.refused(verb, '--data', file)
  expect(refusal.code).toBe('data-unreadable')
  expect(refusal.remedy).toContain('--data')
  expect(readFileSync(file, 'utf8')).toBe('kept')
})
