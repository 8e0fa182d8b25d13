import { describe, expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'
import { steps } from './kit/steps.ts'
import { within } from './kit/until.ts'

describe('a signal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends a command that waits, but not the work it waits for',
    async (signal) => {
      const machine = testMachine()
      const repository = machine.repository({ 'a.txt': 'one\n' })
      const events = machine.follow()
      const waiting = machine.start([
        ...['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--wait', '--json'],
        ...['--prompt', steps({ ask: { title: 'Go on?', kind: 'other' } }, { hang: true })],
      ])
      const { id } = await events.find('the dispatch', () => events.all('thread.dispatched')[0])
      await events.event('thread.slot-granted', id)
      waiting.signal(signal)
      await within(() => 'the command ends', waiting.exit)
      const asked = await events.event('thread.permission-asked', id)
      await machine.ok('answer', id, asked.request.id, 'allow')
      await machine.ok('stop', id)
    },
  )

  it('that kills the host ends whoever waits for it or follows it, and says so', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve()
    const events = machine.follow()
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', steps({ hang: true })]
    const waiting = machine.start([...args, '--wait', '--json'])
    await events.find('the turn', () => events.all('thread.turn-started')[0])
    host.process.signal('SIGKILL')
    expect(await within(() => 'the command ends', waiting.exit)).toBe(1)
    expect(waiting.lines).toMatchObject([{ error: { code: 'host-gone' } }])
    expect(await events.end()).toBe(1)
    expect(events.events.at(-1)).toMatchObject({ error: { code: 'host-gone' } })
  })

  it('ends a host in order in the middle of a turn, which the next host sends again', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const host = await machine.serve()
    const events = machine.follow()
    const { thread } = await machine.dispatch(repository, steps({ ask: { title: 'Go on?', kind: 'other' } }))
    const first = await events.event('thread.permission-asked', thread)
    expect(await host.process.end()).toBe(0)
    await machine.deserted()
    expect(await machine.show(thread)).toMatchObject({ state: 'queued', requests: [] })
    await machine.serve()
    const anew = machine.follow()
    const second = await anew.event('thread.permission-asked', thread, 2)
    expect(second.request.id).not.toBe(first.request.id)
    expect((await machine.refused('answer', thread, first.request.id, 'allow')).code).toBe('request-closed')
    await machine.ok('answer', thread, second.request.id, 'allow')
    await anew.event('thread.readied', thread)
    expect(await machine.show(thread)).toMatchObject({ state: 'ready', turns: 1 })
  })
})
