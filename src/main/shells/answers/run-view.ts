import type { Model } from '../../../shared/domain/model.ts'
import { runStanding, taskView } from '../../../shared/domain/run/progress.ts'
import { tasksOf } from '../../../shared/domain/run/queries.ts'
import type { Run } from '../../../shared/domain/run/state.ts'
import { rankCandidates } from '../../../shared/domain/task/candidates.ts'
import type { Task } from '../../../shared/domain/task/state.ts'
import { visible } from './output.ts'
import { stateText } from './text.ts'

/** How `--json` shows a run: each task under the name its plan gives it, with the state of its newest thread. */
export function runView(model: Model, run: Run) {
  const tasks = tasksOf(model, run.id).filter((task) => task.state.kind !== 'removed')
  return {
    run: run.id,
    state: runStanding(model, run),
    ...gatesOf(run),
    tasks: tasks.map((task) => {
      const { attempts, message, reason, state, thread } = taskView(model, task)
      return { id: task.key, state, thread, attempts, reason, message, ...ownRunOf(task), ...candidatesOf(model, task) }
    }),
  }
}

/** What an approval lets run, also where the repository brought it along. */
function gatesOf({ plan }: Run): { readonly gates?: readonly string[] } {
  return plan?.state.kind === 'draft' ? { gates: plan.policy.gates } : {}
}

/** Only where a task is a run of its own: its id. */
function ownRunOf({ child }: Task) {
  return child === undefined ? {} : { run: child }
}

/** Only where there are several: best first, each with the reason. */
function candidatesOf(model: Model, task: Task) {
  if (task.candidates <= 1) return {}
  const said = task.judge?.said ?? null
  const candidates = rankCandidates(model, task).map(({ attempt, rank, reason, standing, thread }) => {
    const judged = said?.choice === thread ? { judged: said.reasons } : {}
    return { rank, attempt, thread, standing, reason, chosen: task.chosen === thread, ...judged }
  })
  return { candidates }
}

export type RunView = ReturnType<typeof runView>

/** One line a task, aligned, and below it what a person should know of it. */
export function runLines({ gates = [], run, state, tasks }: RunView): string {
  const widest = Math.max(4, ...tasks.map(({ id }) => id.length))
  const lines = tasks.flatMap((task) => {
    const { attempts, id, message, reason, thread } = task
    // What a queued task waits for is a sentence, not a word.
    const waits = task.state === 'queued'
    const word = waits ? task.state : stateText(task)
    const tries = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`
    const head = `${id.padEnd(widest)}  ${word.padEnd(22)} ${tries.padEnd(12)} ${thread ?? ''}`.trimEnd()
    const below = waits ? reason : message
    const indent = ' '.repeat(widest + 2)
    const candidates = (task.candidates ?? []).map((one) => `${indent}${one.rank}. ${one.thread}  ${one.reason}`)
    return [head, ...(below === null ? [] : [`${indent}${visible(below)}`]), ...candidates]
  })
  const proofs = gates.map((gate) => `Gate of every task: ${visible(gate)}`)
  return [`Run ${run}: ${state}`, ...proofs, ...lines].join('\n')
}

const reached: readonly string[] = ['landed', 'ready']

/** Everything came to where it was to come: onto its branch where tasks land by themselves, else before a review. */
export function asWanted(view: RunView, run: Run): boolean {
  if (view.tasks.length === 0) return false
  if (run.plan?.policy.autoLand) return view.tasks.every(({ state }) => state === 'landed')
  return view.tasks.every(({ state }) => reached.includes(state))
}
