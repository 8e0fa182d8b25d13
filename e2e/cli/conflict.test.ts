import { expect, it } from 'vitest'
import { fileMachine } from './kit/machine.ts'
import { steps, write } from './kit/steps.ts'

interface Landed {
  readonly landing: string
  readonly commit: string
}

const machine = fileMachine()

const resolved = 'one\nzwei and 2\nthree\n'

it('a conflict is settled by the agent, who merges the branch: it lands as one commit and can be undone', async () => {
  const repository = machine.repository({ 'a.txt': 'one\ntwo\nthree\n' })
  const edit = { edit: { path: 'a.txt', find: 'two', replace: '2' } }
  const { thread } = await machine.dispatch(repository, steps(edit), '--wait', '--title', 'Change two')
  const tip = repository.commit({ 'a.txt': 'one\nzwei\nthree\n', 'b.txt': 'meanwhile\n' }, 'meanwhile')
  expect((await machine.refused('merge', thread)).code).toBe('landing-conflict')

  const merge = { run: { command: `git commit -qam work && git merge -q ${tip}`, expect: 'fail' } }
  const settle = steps(merge, write('a.txt', resolved), { run: 'git commit -qam "Merge main"' })
  await machine.ok('prompt', thread, settle, '--wait')
  const settled = await machine.show(thread)
  expect(settled).toMatchObject({
    state: 'ready',
    notices: [`The agent merged main as of ${tip.slice(0, 7)}; changes are now shown against it.`],
  })
  const { stdout } = await machine.cli(['diff', thread], { text: true })
  expect(stdout).toContain('-zwei\n+zwei and 2\n')
  expect(stdout).not.toContain('b.txt')

  const { landing, commit } = await machine.ok<Landed>('merge', thread)
  expect(repository.git('rev-list', `${tip}..main`)).toBe(commit)
  expect(repository.git('diff', '--name-only', tip, 'main')).toBe('a.txt')
  expect([repository.read('a.txt'), repository.read('b.txt')]).toEqual([resolved, 'meanwhile\n'])
  expect(repository.git('status', '--porcelain')).toBe('')
  await machine.ok('undo', landing)
  expect(repository.git('rev-parse', 'main')).toBe(tip)
  expect(await machine.show(thread)).toMatchObject({ state: 'ready' })
  await machine.ok('merge', thread)
  expect(repository.read('a.txt')).toBe(resolved)
})

it('a merge that only pretends to have taken the branch over shows what it would take out', async () => {
  const repository = machine.repository({ 'a.txt': 'one\n' }, 'pretended')
  const { thread } = await machine.dispatch(repository, 'echo agent > a.txt', '--wait')
  const tip = repository.commit({ 'a.txt': 'person\n', 'b.txt': 'meanwhile\n' }, 'meanwhile')
  expect((await machine.refused('merge', thread)).code).toBe('landing-conflict')
  const merge = `git commit -qam work && git merge -q -s ours -m merged ${tip}`
  await machine.ok('prompt', thread, steps({ run: merge }), '--wait')
  const { stdout } = await machine.cli(['diff', thread], { text: true })
  expect(stdout).toContain('-person\n+agent\n')
  expect(stdout).toContain('-meanwhile\n')
})
