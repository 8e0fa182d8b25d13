import { type Decide, events, nothing, refuse } from '../../decision.ts'
import type { TaskReport } from '../state.ts'
import { workerTask } from '../worker-task.ts'

/** UTF-16 units, and points of each list: what a coordinator may have to read of one task. */
export const reportLimits = { summary: 2000, point: 500, points: 20 } as const

/** The report of a task's newest word. What the host derives from facts never takes the place of an agent's own. */
export const decideReport: Decide<'task.report'> = (model, { by, report }, { now }) => {
  const found = workerTask(model, by)
  if (!found.ok) return found
  const { task } = found.value
  if (report.from === 'host' && task.report?.from === 'agent') return nothing
  const tooLong = problemOf(report)
  if (tooLong !== null) {
    return refuse('report-too-long', `${tooLong} Nothing was taken in.`, 'Shorten it and report again.')
  }
  return events({ type: 'task.reported', id: task.id, report: { ...report, at: now } })
}

function problemOf(report: Omit<TaskReport, 'at'>): string | null {
  const { point, points, summary } = reportLimits
  if (report.summary.trim() === '') return 'The summary is empty.'
  if (report.summary.length > summary) {
    return `The summary has ${report.summary.length} characters, the limit is ${summary}.`
  }
  for (const name of ['interfaces', 'decisions', 'questions'] as const) {
    if (report[name].length > points) return `There are ${report[name].length} ${name}, the limit is ${points}.`
    const long = report[name].findIndex((one) => one.length > point)
    if (long >= 0) return `${name}[${long}] is longer than ${point} characters.`
  }
  return null
}
