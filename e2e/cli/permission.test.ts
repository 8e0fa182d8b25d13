import { describe, expect, it } from 'vitest'
import type { ThreadDiff } from '../../src/shared/contract/channels/review.ts'
import { type Machine, testMachine } from './kit/machine.ts'
import { steps, write } from './kit/steps.ts'

const question = Object.fromEntries([
  ['title', 'Delete everything?'],
  ['kind', 'execute'],
  ['command', 'rm -rf ./* \u202e'],
  ['then', [write('answer.txt', 'yes\n')]],
  ['otherwise', [write('answer.txt', 'no\n')]],
])

async function patchOf(machine: Machine, thread: string): Promise<string> {
  return (await machine.ok<ThreadDiff>('diff', thread)).patch
}

describe('a permission', () => {
  it('is shown with the exact text, takes one of the offered answers, and the agent goes on by it', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve()
    const events = machine.follow()
    const answers = [
      ['allow', 'allow-once', '+yes'],
      ['deny', 'deny-once', '+no'],
      ['allow-always', 'allow-always', '+yes'],
    ] as const
    for (const [answer, kind, line] of answers) {
      const { thread } = await machine.dispatch(repository, steps({ ask: question }), '--title', answer)
      await events.event('thread.permission-asked', thread)
      const { agent, requests, state } = await machine.show(thread)
      expect({ agent, state }).toEqual({ agent: 'scripted', state: 'needs-you' })
      expect(requests).toMatchObject([{ title: 'Delete everything?', kind: 'execute' }])
      expect(requests[0]?.detail).toContain('rm -rf ./* \u202e')
      const request = requests[0]?.id ?? ''
      expect((await machine.cli(['show', thread], { text: true })).stdout).toContain('rm -rf ./* \\u{202e}')
      expect(await machine.ok('answer', thread, request, answer, '--reason', 'because')).toEqual({
        thread,
        request,
        answer,
      })
      await events.event('thread.readied', thread)
      const answered = await events.event('thread.permission-answered', thread)
      const option = requests[0]?.options.find((one) => one.id === answered.option)
      expect({ actor: answered.actor, kind: option?.kind }).toEqual({ actor: 'person', kind })
      expect(await patchOf(machine, thread)).toContain(line)
      const again = await machine.refused('answer', thread, request, answer)
      expect(again.code).toBe('request-closed')
    }
  })

  it('that was allowed always is not asked for again in the same conversation, one allowed once is', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve()
    const events = machine.follow()
    const ask = { ask: { title: 'May I?', kind: 'execute', command: 'make' } }
    const always = await machine.dispatch(repository, steps(ask, ask, ask))
    const first = await events.event('thread.permission-asked', always.thread)
    await machine.ok('answer', always.thread, first.request.id, 'allow-always')
    await events.event('thread.readied', always.thread)
    expect(events.all('thread.permission-asked', always.thread)).toHaveLength(1)
    const once = await machine.dispatch(repository, steps(ask, ask))
    for (const nth of [1, 2]) {
      const asked = await events.event('thread.permission-asked', once.thread, nth)
      await machine.ok('answer', once.thread, asked.request.id, 'allow')
    }
    await events.event('thread.readied', once.thread)
  })
})
