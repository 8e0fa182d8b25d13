import { coordinatorLimit } from '../src/shared/domain/run/coordinator-view.ts'
import { atMost, type BenchContext, type Outcome } from './benchmark.ts'
import { median } from './harness.ts'
import { type CoordinatorLoad, coordinatorLoad } from './lib/coordinator-load.ts'

const sizes = [10, 50, 200, 500] as const
/** Up to here every task has a line. */
const complete = 200

export const name = 'coordinator'

/** No tokenizer is there: four characters a token is usual for English prose and code. */
const tokens = (characters: number) => Math.ceil(characters / 4)

/** Of as many tasks, those that have a line and those whose report is there. */
function named(tasks: number, view: string) {
  const numbers = Array.from({ length: tasks }, (_, number) => number)
  return {
    tasks: numbers.filter((number) => view.includes(`\n- task-${number} [`)).length,
    reports: numbers.filter((number) => view.includes(`\ntask-${number}: Summary of`)).length,
  }
}

function complaint(tasks: number, { view }: CoordinatorLoad): string | undefined {
  const seen = named(tasks, view)
  if (!view.includes(`\ntask-${tasks - 1}: Summary of`)) return 'the newest report is missing'
  if (tasks <= complete && seen.tasks < tasks) return `${tasks - seen.tasks} tasks are not named`
  if (seen.tasks < tasks && !view.includes('more tasks are left out')) return 'tasks are left out silently'
  if (seen.reports < tasks && !view.includes('more reports are left out')) return 'reports are left out silently'
  return undefined
}

/** How much a coordinator has to read of a run, with the longest reports that threads may hand over. */
export async function run({ note, now, rounds }: BenchContext): Promise<Outcome> {
  const measured = sizes.map((tasks) => {
    const loads = Array.from({ length: rounds }, () => coordinatorLoad(tasks, now))
    for (const load of loads) {
      const wrong = complaint(tasks, load)
      if (wrong !== undefined) throw new Error(`the measured code gave a wrong answer: at ${tasks} tasks ${wrong}`)
    }
    const [{ everything, reports, view } = coordinatorLoad(tasks, now)] = loads
    note(`${tasks} tasks: ${view.length} characters of ${reports} in reports`)
    return {
      tasks,
      characters: view.length,
      everything,
      reports,
      seen: named(tasks, view),
      took: median(loads.map(({ took }) => took)),
    }
  })
  const at = (tasks: number) => measured.find((one) => one.tasks === tasks)?.characters ?? Number.POSITIVE_INFINITY
  return {
    rows: measured.map(({ characters, everything, reports, seen, took, tasks }) => ({
      tasks,
      'tasks; reports in it': `${seen.tasks}; ${seen.reports}`,
      characters,
      'tokens, estimated': tokens(characters),
      'with prompt and tools, tokens': tokens(everything),
      'all reports in full, tokens': tokens(reports),
      'to make it, ms': took,
    })),
    gates: [
      atMost(`characters at ${complete} tasks`, at(complete), coordinatorLimit),
      atMost('characters at 500 tasks', at(500), coordinatorLimit),
    ],
    ratios: { 'characters at 200 tasks over 10': at(complete) / at(10) },
  }
}
