import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Machine, testMachine } from './kit/machine.ts'
import { steps, write } from './kit/steps.ts'

interface Task {
  readonly id: string
  readonly state: string
  readonly thread: string | null
  readonly attempts: number
}

const tool = (name: string, args: object, more: object = {}) => ({
  mcp: { server: 'switchyard', tool: name, args, ...more },
})

/** Runs a plan of scripted tasks until nothing moves, and says how they stand. */
async function run(machine: Machine, tasks: readonly { readonly id: string; readonly brief: string }[]) {
  const file = path.join(machine.folder, 'plan.yaml')
  writeFileSync(file, JSON.stringify({ goal: 'All', effort: 'quick', agent: 'scripted', tasks }))
  const repository = machine.repository({ 'a.txt': 'one\n' })
  await machine.serve('--pool', '1')
  const answer = await machine.cli(['plan', file, '--repo', repository.folder, '--approve', '--wait'])
  expect(answer.stderr).toBe('')
  return JSON.parse(answer.stdout) as { readonly run: string; readonly tasks: readonly Task[] }
}

describe('the tools of a task', () => {
  it('reach the host: a report, a proposed task and its refusals are in the log', async () => {
    const machine = testMachine()
    const report = { summary: 'Done.', interfaces: ['GET /a'] }
    const { tasks } = await run(machine, [
      {
        id: 'one',
        brief: steps(
          tool('spawn_task', { id: 'more', brief: 'echo more > more.txt' }),
          tool('spawn_task', { id: 'more', brief: 'again' }, { error: 'any', save: 'refused' }),
          tool('report', { summary: '' }, { error: 'any', save: 'empty' }),
          { say: '${refused} ${empty}' },
          write('one.txt', '1\n'),
          tool('report', report),
        ),
      },
    ])
    expect(tasks).toMatchObject([
      { id: 'one', state: 'ready' },
      { id: 'more', thread: null },
    ])
    const { entries } = await machine.ok<{ entries: readonly { text: string }[] }>('transcript', tasks[0]?.thread ?? '')
    const text = entries.map((entry) => entry.text).join('\n')
    expect(text).toContain('Nothing was taken in: 1 problem. Correct and send it again.\n- summary is empty.')
    const events = machine.follow()
    const reported = await events.find('the report', (all) => all.find(({ type }) => type === 'task.reported'))
    expect(reported).toMatchObject({ actor: 'host', report: { from: 'agent', ...report } })
  })

  it('set a task behind the one it was found to need, before it has changed anything', async () => {
    const machine = testMachine()
    const { tasks } = await run(machine, [
      {
        id: 'late',
        brief: steps(
          {
            if: {
              file: 'early.txt',
              exists: false,
              steps: [tool('report_dependency', { on: 'early', because: 'It makes early.txt.' }), { sleep: 20_000 }],
            },
          },
          write('late.txt', 'l\n'),
        ),
      },
      { id: 'early', brief: steps(write('early.txt', 'e\n')) },
    ])
    expect(tasks).toMatchObject([
      { id: 'late', state: 'queued' },
      { id: 'early', state: 'ready' },
    ])
    const early = tasks[1]?.thread ?? ''
    await machine.ok('merge', early)
    const events = machine.follow()
    await events.find('the second attempt at rest', (all) =>
      all.find((one) => one.type === 'thread.readied' && one.id !== early),
    )
  })
})

describe('a session that goes on', () => {
  it('after its host began anew has its tools, and the plan of a planner is revised', async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    const first = await machine.serve('--pool', '1')
    const planned = (id: string) => ({ goal: 'All', tasks: [{ id, brief: 'true' }] })
    const goal = steps(tool('submit_plan', planned('one')))
    await machine.ok('plan', '--goal', goal, '--repo', repository.folder, '--agent', 'scripted', '--wait')
    const { threads } = await machine.ok<{ threads: readonly { id: string }[] }>('threads')
    first.process.signal('SIGKILL')
    await first.process.exit
    await machine.serve('--pool', '1')
    const planner = threads[0]?.id ?? ''
    await machine.ok('prompt', planner, steps(tool('submit_plan', planned('two'))), '--wait')
    const { run: id } = await machine.show(planner)
    const { tasks } = await machine.ok<{ tasks: readonly Task[] }>('run', id)
    expect(tasks.map((task) => task.id)).toEqual(['two'])
  })
})
