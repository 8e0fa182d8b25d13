import { describe, expect, it } from 'vitest'
import type { TranscriptRow } from '../../src/shared/transcript/entry.ts'
import { type Machine, testMachine } from './kit/machine.ts'
import { steps } from './kit/steps.ts'

interface RunAnswer {
  readonly run: string
  readonly state: string
  readonly tasks: readonly { readonly id: string; readonly state: string; readonly thread: string | null }[]
}

interface Row {
  readonly id: string
  readonly title: string
  readonly state: string
}

const tool = (name: string, args: object, more: object = {}) => ({
  mcp: { server: 'switchyard', tool: name, args, ...more },
})

const plan = (...tasks: readonly object[]) => ({ goal: 'Two files and what joins them', effort: 'quick', tasks })

const one = { id: 'one', title: 'First', brief: 'echo 1 > one.txt' }
const two = { id: 'two', title: 'Second', brief: 'echo 2 > two.txt' }
const both = { id: 'both', title: 'Both', brief: 'echo 3 > both.txt', after: ['one'] }

/** Has a scripted planner plan what it is told to; resolves at rest. */
async function planned(machine: Machine, ...script: readonly object[]) {
  const repository = machine.repository({ 'a.txt': 'one\n' })
  await machine.serve('--pool', '2')
  const goal = steps(...script)
  const answer = await machine.cli([
    'plan',
    '--goal',
    goal,
    '--repo',
    repository.folder,
    '--agent',
    'scripted',
    '--wait',
  ])
  expect(answer.stderr).toBe('')
  return { repository, run: JSON.parse(answer.stdout) as RunAnswer }
}

async function plannerOf(machine: Machine): Promise<string> {
  const { threads } = await machine.ok<{ threads: readonly Row[] }>('threads')
  const found = threads.find(({ title }) => title.startsWith('Plan'))
  return found?.id ?? ''
}

async function said(machine: Machine, thread: string): Promise<string> {
  const { entries } = await machine.ok<{ entries: readonly TranscriptRow[] }>('transcript', thread)
  return entries
    .filter(({ kind }) => kind === 'message')
    .map(({ text }) => text)
    .join('\n')
}

describe('an agent that plans', () => {
  it('is refused with the exact place, revises, and what it planned is done once a person approves it', async () => {
    const machine = testMachine()
    const { repository, run } = await planned(
      machine,
      tool('submit_plan', plan(one, two, { ...both, after: ['tow'], breif: 'x' }), { save: 'shape', error: 'any' }),
      tool('submit_plan', plan(one, two, { ...both, after: ['tow'] }), { save: 'refused', error: 'any' }),
      { say: 'Shape: ${shape}\nRefused: ${refused}' },
      tool('submit_plan', plan(one, two, both), { save: 'taken' }),
      { say: 'Taken: ${taken}' },
    )
    const text = await said(machine, await plannerOf(machine))
    expect(text).toContain('- tasks[2].breif is no known field. Did you mean brief?')
    expect(text).toContain('tasks[2].after[0]: There is no task tow.')
    expect(text).toContain('Taken: Taken in for approval: 3 tasks (one, two, both).')
    expect(run).toMatchObject({ state: 'draft', tasks: [{ id: 'one' }, { id: 'two' }, { id: 'both' }] })
    expect(run.tasks.map(({ thread }) => thread)).toEqual([null, null, null])

    await machine.ok('run', 'approve', run.run)
    const after = await machine.cli(['run', run.run, '--wait'])
    const { tasks } = JSON.parse(after.stdout) as RunAnswer
    expect(tasks.map(({ state }) => state)).toEqual(['ready', 'ready', 'queued'])
    expect(repository.git('status', '--porcelain')).toBe('')
  })

  it('has the last word: what it submits later replaces what it submitted before', async () => {
    const machine = testMachine()
    const { run } = await planned(
      machine,
      tool('submit_plan', plan(one, two)),
      tool('submit_plan', plan({ ...one, title: 'Other' })),
    )
    expect(run.tasks.map(({ id }) => id)).toEqual(['one'])
  })

  it('has no tool of those who work, and says so to who asks for one', async () => {
    const machine = testMachine()
    await planned(machine, tool('spawn_task', one, { save: 'refused', error: 'any' }), { say: '${refused}' })
    expect(await said(machine, await plannerOf(machine))).toContain('It has: submit_plan, show_run.')
  })
})
