import { expect, it } from 'vitest'
import { root } from '../../scripts/lib/root.ts'
import type { ThreadDiff } from '../../src/shared/contract/channels/review.ts'
import { testMachine } from './kit/machine.ts'
import { steps, write } from './kit/steps.ts'

it('the story works on this project itself: dispatch, edit, land, undo', async () => {
  const machine = testMachine()
  const repository = machine.repository(undefined, 'clone')
  repository.git('fetch', '-q', '--no-tags', root, 'HEAD')
  repository.git('reset', '-q', '--hard', 'FETCH_HEAD')
  const before = repository.state()
  const tip = repository.git('rev-parse', 'main')
  const { version } = JSON.parse(repository.read('package.json')) as { version: string }
  const work = steps(
    { edit: { path: 'package.json', find: `"version": "${version}"`, replace: '"version": "99.0.0"' } },
    write('docs/made by an agent.md', '# Made\n'),
    { run: 'git ls-files | wc -l && git log --oneline | head -3' },
  )
  const { thread } = await machine.dispatch(repository, work, '--wait', '--title', 'Raise the version')
  const { files } = await machine.ok<ThreadDiff>('diff', thread)
  expect(files.map(({ path, additions, deletions }) => [path, additions, deletions])).toEqual([
    ['docs/made by an agent.md', 1, 0],
    ['package.json', 1, 1],
  ])
  expect(repository.state()).toEqual(before)
  const { landing } = await machine.ok<{ landing: string }>('merge', thread)
  expect(repository.git('rev-parse', 'main^')).toBe(tip)
  expect(JSON.parse(repository.read('package.json'))).toMatchObject({ version: '99.0.0' })
  expect(repository.git('status', '--porcelain')).toBe('')
  await machine.ok('undo', landing)
  expect(repository.state()).toEqual(before)
})
