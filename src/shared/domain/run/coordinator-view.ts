import type { Model } from '../model.ts'
import type { Task, TaskReport } from '../task/state.ts'
import { taskView } from './progress.ts'
import { tasksOf } from './queries.ts'
import type { Run } from './state.ts'

/** UTF-16 units of everything a planner or coordinator is shown of a run, however large that is. */
export const coordinatorLimit = 24_000

/** Of the goal. */
const goalLimit = 2000

/** Of the line of one task: it gets shorter with many, so that each of them is named. */
const lineShare = { most: 160, least: 40 } as const

/** Of all reports together, and of one at most. */
const reportShare = { most: 1200, least: 60 } as const

/**
 * A run as a coordinator sees it: the goal, each task with what it comes after and how it stands, and what threads
 * reported. Never a conversation. Reports are cut, then left out, so that it stays below the limit.
 */
export function coordinatorView(model: Model, run: Run): string {
  const tasks = tasksOf(model, run.id)
  const head = `Goal: ${cut(run.goal, goalLimit)}\n\nTasks:`
  const forTasks = Math.floor(coordinatorLimit * 0.6) - head.length
  const width = share(forTasks, tasks.length, lineShare)
  const lines = tasks.map((task) => cut(taskLine(model, task), width))
  const graph = fitted(lines, { room: forTasks, what: 'tasks' })
  const before = `${head}\n${graph}`
  const reported = tasks.flatMap((task) => (task.report === null ? [] : [{ key: task.key, report: task.report }]))
  if (reported.length === 0) return before
  const title = '\n\nReports:\n'
  const room = coordinatorLimit - before.length - title.length
  const length = share(room, reported.length, reportShare)
  // The newest are the useful ones where not all of them fit.
  const newest = reported.sort((one, other) => other.report.at - one.report.at)
  const words = newest.map(({ key, report }) => cut(`${key}: ${reportWords(report, length)}`, length))
  return `${before}${title}${fitted(words, { room, what: 'reports' })}`
}

/** What each of so many may have of the room, a line break counted off. */
function share(room: number, count: number, { least, most }: { readonly least: number; readonly most: number }) {
  return Math.min(most, Math.max(least, Math.floor(room / Math.max(1, count)) - 1))
}

function taskLine(model: Model, task: Task): string {
  const { message, state } = taskView(model, task)
  const links = task.after.map(({ from, on }) => {
    const key = model.task.get(on)?.key ?? on
    return from === 'stacked' ? `${key} (stacked)` : key
  })
  const parts = [
    `${task.key} [${task.state.kind === 'proposed' ? 'proposed' : state}]`,
    oneLine(task.title) === task.key ? '' : oneLine(task.title),
    links.length === 0 ? '' : `after ${links.join(', ')}`,
    state === 'parked' ? oneLine(message ?? '') : '',
  ]
  return `- ${parts.filter((part) => part !== '').join('; ')}`
}

/** On one line, as far as is needed to fill so many characters: a report may be a hundred times as long. */
function reportWords(report: TaskReport, needed: number): string {
  let words = ''
  for (const part of reportParts(report)) {
    words = `${words} ${oneLine(part)}`.trim()
    if (words.length > needed) break
  }
  return words
}

function* reportParts({ decisions, interfaces, questions, summary }: TaskReport): Iterable<string> {
  yield summary
  const lists = [
    ['Open', questions],
    ['Interfaces', interfaces],
    ['Decided', decisions],
  ] as const
  for (const [name, points] of lists) {
    for (const [at, point] of points.entries()) {
      yield `${at === 0 ? `${name}:` : '|'} ${point}${at === points.length - 1 ? '.' : ''}`
    }
  }
}

/** As many lines from the first on as there is room for, and how many are left out. */
function fitted(lines: readonly string[], { room, what }: { readonly room: number; readonly what: string }): string {
  const all = lines.join('\n')
  if (all.length <= room) return all
  const note = (left: number) => `(${left} more ${what} are left out)`
  const kept: string[] = []
  let used = note(lines.length).length
  for (const line of lines) {
    if (used + line.length + 1 > room) break
    kept.push(line)
    used += line.length + 1
  }
  return [...kept, note(lines.length - kept.length)].join('\n')
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`
}
