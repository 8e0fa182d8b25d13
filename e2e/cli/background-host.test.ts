import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Machine, testMachine } from './kit/machine.ts'
import { steps } from './kit/steps.ts'
import { until } from './kit/until.ts'

function hosts(machine: Machine) {
  return machine.processes().filter(({ command }) => command.includes(' serve '))
}

describe('a host in the background', () => {
  it('is started by the first command, stays while there is work, and then ends by itself', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const go = path.join(machine.home, 'go')
    const { thread } = await machine.dispatch(repository, `while [ ! -e '${go}' ]; do sleep 0.02; done`)
    const [host] = hosts(machine)
    expect(hosts(machine)).toHaveLength(1)
    repository.write({ '../home/go': '' })
    await machine.deserted()
    expect(host?.command).toContain('--until-idle')
    expect(await machine.show(thread)).toMatchObject({ state: 'ready', session: { live: false } })
    expect(existsSync(path.join(machine.data, 'host.lock'))).toBe(false)
    const log = readFileSync(path.join(machine.data, 'host.log'), 'utf8')
    expect(log).toMatch(/^\{"event":"ready",.*\}\n$/)
    const token = readFileSync(path.join(machine.data, 'token'), 'utf8').trim()
    expect(log).not.toContain(token)
    expect(statSync(path.join(machine.data, 'token')).mode & 0o777).toBe(0o600)
  })

  it('stays while a thread waits for a person or a client is attached', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const events = machine.follow()
    const { thread } = await machine.dispatch(repository, steps({ ask: { title: 'Go on?', kind: 'other' } }))
    const asked = await events.event('thread.permission-asked', thread)
    const [host] = hosts(machine)
    await machine.ok('answer', thread, asked.request.id, 'allow')
    await events.event('thread.readied', thread)
    expect(hosts(machine).map(({ pid }) => pid)).toEqual([host?.pid])
    expect(await events.end()).toBe(0)
    await machine.deserted()
  })

  it('is one, however many commands come first at once', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const dispatched = await Promise.all(
      [1, 2, 3].map((number) => machine.dispatch(repository, `echo ${number}`, '--wait')),
    )
    expect(dispatched.map(({ state }) => state)).toEqual(['ready', 'ready', 'ready'])
    const { threads } = await machine.ok<{ threads: readonly object[] }>('threads')
    expect(threads).toHaveLength(3)
    expect(hosts(machine)).toHaveLength(1)
  })

  it('that was killed is replaced by the next command, which finds everything', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const { thread } = await machine.dispatch(repository, 'echo 1 > b.txt', '--wait')
    const [host] = hosts(machine)
    process.kill(host?.pid ?? 0, 'SIGKILL')
    await until('the host is gone', () => hosts(machine).length === 0)
    expect(await machine.ok('merge', thread)).toMatchObject({ into: 'main' })
    expect(repository.read('b.txt')).toBe('1\n')
  })
})
