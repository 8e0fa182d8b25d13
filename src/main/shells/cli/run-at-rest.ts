import type { Model } from '../../../shared/domain/model.ts'
import { canMove } from '../../../shared/domain/run/progress.ts'
import type { Run } from '../../../shared/domain/run/state.ts'
import type { RunId, ThreadId } from '../../../shared/kernel/ids.ts'
import { visible } from '../answers/output.ts'
import { asWanted, type RunView, runLines, runView } from '../answers/run-view.ts'
import { NotReached, refuse } from '../attach/failure-exit.ts'
import { threadNamed } from '../attach/find-thread.ts'
import type { HostSession } from '../attach/host-session.ts'

/** A run by its id; refuses where there is none. */
export function runNamed(model: Model, id: string): Run {
  const run = model.run.get(id)
  if (run !== undefined) return run
  return refuse(
    'run-unknown',
    `There is no run ${id}.`,
    'List the threads to see their runs: switchyard threads --json',
  )
}

/** Resolves when nothing of the run can move without a person; ends the command with exit code 1 where that is short of what was wanted. */
export async function waitForRun(session: HostSession, id: RunId): Promise<RunView> {
  const run = await session.when((model) => {
    const now = model.run.get(id)
    return now === undefined || canMove(model, now) ? undefined : now
  })
  const view = runView(session.model, run)
  if (asWanted(view, run)) return view
  throw new NotReached(view, () => runLines(view))
}

const planning: readonly string[] = ['queued', 'preparing', 'running', 'verifying']

/** Resolves when the planner's plan stands and the planner rests; ends the command with exit code 1 where it rests without one. */
export async function planProposed(session: HostSession, id: RunId): Promise<void> {
  const run = await session.when((model) => {
    const now = model.run.get(id)
    const planner = now?.plan?.planner == null ? undefined : model.thread.get(now.plan.planner)
    return planner === undefined || planning.includes(planner.state.kind) ? undefined : now
  })
  if (run.plan?.state.kind !== 'planning') return
  const { state } = threadNamed(session.model, run.plan.planner ?? '')
  const { code, message } = state.kind === 'parked' ? state.reason : noPlan
  const view = { ...runView(session.model, run), planner: run.plan.planner, reason: code, message }
  throw new NotReached(view, () => `${runLines(view)}\n${visible(message)}`)
}

const noPlan = { code: null, message: 'The thread that plans has submitted no plan. Send it a prompt.' }

/** The newest thread of a run of one task, once nothing of it can move without a person. */
export function lastThread(session: HostSession, id: RunId): Promise<ThreadId> {
  return session.when((model) => {
    const run = model.run.get(id)
    return run === undefined || canMove(model, run) ? undefined : (run.thread ?? undefined)
  })
}
