import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'
import { isAlive } from './kit/processes.ts'
import { steps, write } from './kit/steps.ts'
import { until } from './kit/until.ts'

const project = (...gates: readonly string[]) => ({
  'a.txt': 'a\n',
  '.switchyard/project.yaml': `gates:\n${gates.map((gate) => `  - ${JSON.stringify(gate)}\n`).join('')}`,
})

interface Entry {
  readonly kind: string
  readonly head: Readonly<Record<string, unknown>>
  readonly text: string
}

describe('the gates of a project', () => {
  it('are passed before a thread is ready, and seen in its conversation', async () => {
    const machine = testMachine()
    const repository = machine.repository(project('cat made.txt', 'test "$CI" = 1 && test -z "$PASSWORD"'))
    const { state, thread } = await machine.dispatch(repository, steps(write('made.txt', 'made\n')), '--wait')
    expect(state).toBe('ready')
    const { stdout } = await machine.cli(['transcript', thread])
    const { entries } = JSON.parse(stdout) as { entries: readonly Entry[] }
    const gates = entries.filter(({ kind }) => kind === 'gate')
    expect(gates.map(({ head, text }) => [head.command, head.outcome, text])).toEqual([
      ['cat made.txt', 'passed', 'made\n'],
      ['test "$CI" = 1 && test -z "$PASSWORD"', 'passed', ''],
    ])
    await machine.ok('merge', thread)
    expect(repository.read('made.txt')).toBe('made\n')
  })

  it('are refused at the place that is wrong, before anything is started', async () => {
    const machine = testMachine()
    const repository = machine.repository({ '.switchyard/project.yaml': 'gates:\n  - npm test\n  - [nested]\n' })
    const args = ['dispatch', '--repo', repository.folder, '--agent', 'scripted', '--prompt', 'true']
    expect(await machine.refused(...args)).toMatchObject({
      code: 'project-file',
      message: expect.stringContaining('.switchyard/project.yaml, line 3, column 5'),
    })
    expect(await machine.ok('threads')).toMatchObject({ threads: [] })
  })

  it('keep a host alive that nobody looks at, and run again where it was killed', async () => {
    const machine = testMachine()
    const [pids, go] = [path.join(machine.home, 'pids'), path.join(machine.home, 'go')]
    const wait = `echo $$ >> '${pids}'; while [ ! -e '${go}' ]; do sleep 0.02; done`
    const repository = machine.repository(project(wait))
    const { thread } = await machine.dispatch(repository, steps(write('made.txt', 'made\n')))
    const ran = () => (existsSync(pids) ? readFileSync(pids, 'utf8').trim().split('\n').map(Number) : [])
    await until('the gate runs', () => ran().length === 1)
    const [host] = machine.processes().filter(({ command }) => command.includes(' serve '))
    process.kill(host?.pid ?? 0, 'SIGKILL')
    await until('the host is gone', () => !isAlive(host?.pid ?? 0))
    const served = await machine.serve()
    await until('the gate runs again', () => ran().length === 2)
    expect(isAlive(ran()[0] ?? 0)).toBe(false)
    expect((await machine.show(thread)).state).toBe('verifying')
    repository.write({ '../home/go': '' })
    await until('it is ready', async () => (await machine.show(thread)).state === 'ready')
    await served.process.end()
  })
})
