import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TaskId } from '../../kernel/ids.ts'
import type { TaskReport } from '../task/state.ts'
import { given, givenRun } from '../testing/planned-run.ts'
import { Simulation } from '../testing/simulation.ts'
import { coordinatorLimit, coordinatorView } from './coordinator-view.ts'

function planned(count: number, texts: { readonly title: string; readonly report: Omit<TaskReport, 'at'> | null }) {
  const simulation = new Simulation()
  simulation.send({ type: 'pool.start', payload: { limit: 0 } })
  const after = (number: number) =>
    [number - 1, number - 7].flatMap((on) => (on < 0 ? [] : [{ on: `task-${on}` as TaskId, from: 'landed' as const }]))
  const tasks = Array.from({ length: count }, (_, number) => {
    return [`task-${number}`, { title: texts.title, after: after(number) }] as const
  })
  givenRun(simulation, Object.fromEntries(tasks))
  for (const [key] of tasks) {
    const { report } = texts
    if (report === null) continue
    simulation.now += 1
    given(simulation, { type: 'task.reported', id: key as TaskId, report: { ...report, at: simulation.now } })
  }
  return simulation
}

function viewOf({ model }: Simulation): string {
  const run = model.run.get('r')
  if (run === undefined) throw new Error('no run')
  return coordinatorView(model, run)
}

const full: Omit<TaskReport, 'at'> = {
  from: 'agent',
  summary: 'It was done as asked. '.repeat(90),
  interfaces: Array.from({ length: 20 }, (_, at) => `function f${at}() `.repeat(25)),
  decisions: Array.from({ length: 20 }, () => 'x'.repeat(500)),
  questions: Array.from({ length: 20 }, () => 'Why? '.repeat(100)),
}

describe('what a coordinator sees', () => {
  it('is the graph and the reports', () => {
    const report = { ...full, summary: 'The API is there.', interfaces: ['get()'], decisions: [], questions: ['Who?'] }
    const view = viewOf(planned(2, { title: 'Write it', report }))
    expect(view).toContain('Goal: All of it')
    expect(view).toMatch(/- task-1 \[queued\]; Write it; after task-0/)
    expect(view).toContain('task-0: The API is there. Open: Who?. Interfaces: get().')
  })

  it('stays below its limit at 200 tasks with the longest reports, every task named', () => {
    const view = viewOf(planned(200, { title: 'A title as long as titles get. '.repeat(10), report: full }))
    expect(view.length, `${view.length} characters at 200 tasks, the limit is ${coordinatorLimit}`).toBeLessThanOrEqual(
      coordinatorLimit,
    )
    expect(view.length).toBeGreaterThan(coordinatorLimit / 2)
    for (let number = 0; number < 200; number += 1) expect(view).toContain(`- task-${number} [`)
  })

  it('stays below it whatever is written', () => {
    const texts = fc.record({
      count: fc.integer({ min: 0, max: 60 }),
      times: fc.integer({ min: 1, max: 400 }),
      title: fc.string({ maxLength: 40 }),
      word: fc.string({ maxLength: 12 }),
    })
    fc.assert(
      fc.property(texts, ({ count, times, title, word }) => {
        const long = word.repeat(times)
        const report = { ...full, summary: long, interfaces: [long], decisions: [long], questions: [long] }
        const view = viewOf(planned(count, { title: title.repeat(times), report }))
        expect(view.length).toBeLessThanOrEqual(coordinatorLimit)
      }),
      { numRuns: 60 },
    )
  })
})
