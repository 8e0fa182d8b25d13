import { expect, it } from 'vitest'
import { failure } from '../../shared/kernel/failure.ts'
import { err, ok } from '../../shared/kernel/result.ts'
import { MemoryStore } from '../ports/testing/memory-store.ts'
import { Histories } from './histories.ts'

const project = { gitDirectory: '/r/.git', prefix: 'web' }

it('a history is mined once, then what is new, also after a restart, and anew when it was rewritten', async () => {
  const store = new MemoryStore()
  const asked: (readonly [string, string | null])[] = []
  const problems: string[] = []
  const parts = {
    store,
    problem: (message: string) => void problems.push(message),
    git: {
      coChanges: async ({ from, after }: { from: string; after: string | null }) => {
        asked.push([from, after])
        if (after === 'gone' || from === 'broken') return err(failure('git-failed', 'It failed.', 'Try again.'))
        return ok([{ commit: from, paths: ['web/a.ts', `api/${from}.ts`] }])
      },
    },
  }
  const first = new Histories(parts)
  expect((await first.upTo(project, null)).size).toBe(0)
  const [index] = await Promise.all([first.upTo(project, 'one'), first.upTo(project, 'one')])
  expect([...index.paths()]).toEqual(['a.ts', '../api/one.ts'])
  expect(asked).toEqual([['one', null]])
  for (let at = 0; at < 20; at += 1) await first.upTo(project, `tip${at}`)
  expect((await first.upTo(project, 'gone')).size).toBe(22)
  expect((await store.loadKept('history /r/.git web')).size).toBeLessThan(17)

  asked.length = 0
  const second = new Histories(parts)
  const again = await second.upTo(project, 'gone')
  expect([again.size, again.commitsOf('a.ts'), asked]).toEqual([22, 22, []])
  const anew = await second.upTo(project, 'new')
  expect([anew.size, asked]).toEqual([
    1,
    [
      ['new', 'gone'],
      ['new', null],
    ],
  ])
  expect([(await second.upTo(project, 'broken')).size, problems.length]).toEqual([1, 1])
  expect((await new Histories(parts).upTo(project, 'new')).size).toBe(1)
})

it('nothing is mined any more once they are closed, which waits for what is under way', async () => {
  const store = new MemoryStore()
  const problems: string[] = []
  const begun = Promise.withResolvers<void>()
  const told = Promise.withResolvers<void>()
  const histories = new Histories({
    store,
    problem: (message) => void problems.push(message),
    git: {
      coChanges: async ({ from }) => {
        begun.resolve()
        await told.promise
        return ok([{ commit: from, paths: ['web/a.ts'] }])
      },
    },
  })
  const asked = histories.upTo(project, 'one')
  await begun.promise
  const closed = histories.close().then(() => store.close())
  told.resolve()
  await closed
  expect([(await asked).size, (await histories.upTo(project, 'two')).size, problems]).toEqual([1, 1, []])
})
