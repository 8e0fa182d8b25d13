import { expect, it } from 'vitest'
import { testMachine } from './kit/machine.ts'
import { planPatienceMs, plansOn } from './kit/plan-run.ts'
import { steps, write } from './kit/steps.ts'

const tool = (name: string, args: object) => ({ mcp: { server: 'switchyard', tool: name, args } })

interface Shown {
  readonly tasks: readonly { readonly id: string; readonly state: string; readonly run?: string }[]
}

it(
  'a task that a thread found is a run of its own: planned, approved, and landed with the last of its tasks',
  async () => {
    const machine = testMachine()
    const repository = machine.repository({ 'a.txt': 'one\n' })
    await machine.serve('--pool', '2')
    const plans = plansOn(machine, repository)
    const parts = [
      { id: 'left', brief: steps(write('left.txt', 'l\n')) },
      { id: 'right', brief: steps(write('right.txt', 'r\n')), after: ['left'] },
    ]
    const large = {
      id: 'large',
      plan: true,
      brief: steps(tool('submit_plan', { goal: 'Both', effort: 'quick', tasks: parts })),
    }
    const first = { id: 'first', brief: steps(tool('spawn_task', large), write('first.txt', 'f\n')) }
    const answer = await plans.run({ effort: 'quick', tasks: [first] }, '--auto-land')
    // Threads propose by default: a person says yes to the task, then to its plan.
    expect(answer.tasks).toMatchObject({ first: { state: 'landed' }, large: { state: 'queued' } })
    await machine.ok('accept', answer.run, 'large')
    const waiting = await plans.wait(answer.run)
    expect(waiting.tasks.large).toMatchObject({ state: 'needs-you' })
    const { tasks } = await machine.ok<Shown>('run', answer.run)
    const own = tasks.find(({ id }) => id === 'large')?.run ?? ''
    await machine.ok('run', 'approve', own)
    const landed = await plans.wait(answer.run)
    expect(landed.tasks.large).toMatchObject({ state: 'landed' })
    expect((await plans.show(own)).tasks).toMatchObject({ left: { state: 'landed' }, right: { state: 'landed' } })
    expect(repository.git('ls-tree', '--name-only', 'main').split('\n')).toEqual([
      'a.txt',
      'first.txt',
      'left.txt',
      'right.txt',
    ])
  },
  planPatienceMs,
)
