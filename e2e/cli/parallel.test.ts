import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ThreadDiff } from '../../src/shared/contract/channels/review.ts'
import { testMachine } from './kit/machine.ts'
import { slotUse } from './kit/slots.ts'
import { steps, write } from './kit/steps.ts'

describe('several tasks at once', () => {
  it('run beside each other, each in its own worktree, and show exactly what each changed', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\ntwo\n', 'b.txt': 'three\n', 'gone.txt': 'x\n' })
    repository.write({ 'a.txt': 'mine\n', 'untracked.txt': 'mine too\n' })
    const before = repository.state()
    await machine.serve('--pool', '3')
    const events = machine.follow()
    // Each waits for its go, which comes once all three are in their turn.
    const wait = { run: 'while [ ! -e "$HOME/go" ]; do sleep 0.02; done' }
    const tasks = [
      steps(wait, { edit: { path: 'a.txt', find: 'two', replace: '2' } }),
      steps(wait, write('deep/new file.txt', 'new\n'), { delete: 'gone.txt' }),
      steps(wait, { move: { from: 'b.txt', to: 'c.txt' } }),
    ]
    const threads: string[] = []
    for (const [at, task] of tasks.entries()) {
      threads.push((await machine.dispatch(repository, task, '--title', `Task ${at}`)).thread)
    }
    for (const thread of threads) await events.event('thread.turn-started', thread)
    expect(slotUse(events.events).most).toBe(3)
    writeFileSync(path.join(machine.home, 'go'), '')
    for (const thread of threads) await events.event('thread.readied', thread)
    const diffs = await Promise.all(threads.map((thread) => machine.ok<ThreadDiff>('diff', thread)))
    expect(diffs.map(({ files }) => files)).toEqual([
      [change('a.txt', 'modified', [1, 1])],
      [change('deep/new file.txt', 'added', [1, 0]), change('gone.txt', 'deleted', [0, 1])],
      [{ ...change('c.txt', 'renamed', [0, 0]), previousPath: 'b.txt' }],
    ])
    expect(diffs[0]?.patch.split('\n')).toEqual([
      'diff --git a/a.txt b/a.txt',
      expect.stringMatching(/^index [0-9a-f]+\.\.[0-9a-f]+ 100644$/),
      '--- a/a.txt',
      '+++ b/a.txt',
      '@@ -1,2 +1,2 @@',
      ' one',
      '-two',
      '+2',
      '',
    ])
    const { threads: listed } = await machine.ok<{
      threads: readonly { id: string; state: string; changes: object }[]
    }>('threads')
    expect(listed.map(({ id, state }) => ({ id, state }))).toEqual(
      threads.toReversed().map((id) => ({ id, state: 'ready' })),
    )
    expect(repository.state()).toEqual(before)
  })

  it('never hold more slots than the pool has', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve('--pool', '1')
    const events = machine.follow()
    const first = await machine.dispatch(repository, steps({ ask: { title: 'Go on?', kind: 'other' } }))
    const second = await machine.dispatch(repository, 'true')
    const asked = await events.event('thread.permission-asked', first.thread)
    expect(await machine.show(second.thread)).toMatchObject({ state: 'queued', turns: 0 })
    await machine.ok('answer', first.thread, asked.request.id, 'allow')
    await events.event('thread.readied', second.thread)
    expect(slotUse(events.events).most).toBe(1)
    const granted = await events.event('thread.slot-granted', second.thread)
    const ended = await events.event('thread.turn-ended', first.thread)
    expect(granted.sequence).toBeGreaterThan(ended.sequence)
  })
})

function change(path: string, status: string, [additions, deletions]: readonly [number, number]) {
  const blob = status === 'deleted' ? null : expect.stringMatching(/^[0-9a-f]{40}$/)
  return { path, previousPath: null, status, binary: false, additions, deletions, blob }
}
