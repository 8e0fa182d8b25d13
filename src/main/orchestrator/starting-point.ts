import type { Model } from '../../shared/domain/model.ts'
import type { RunPlace } from '../../shared/domain/run/state.ts'
import type { Task } from '../../shared/domain/task/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { OrchestratorServices } from './services.ts'

type Base = RunPlace['base']
type Found = Promise<Result<Base, Failure>>

interface Start {
  readonly model: Model
  readonly task: Task
  readonly place: RunPlace
  readonly gitDirectory: string
}

/**
 * What an attempt starts from: where its branch is now, or the proven work of the tasks it is stacked on while that has
 * not landed; where there are several of these, a merge of them.
 */
export async function startingPoint(services: Pick<OrchestratorServices, 'git' | 'clock'>, start: Start): Found {
  const stacked = openCheckpoints(start)
  const [only] = stacked
  const landed = hasLanded(start)
  const tip = await branchTip(services, start, landed)
  if (!tip.ok || only === undefined) return tip
  const { ref } = tip.value
  if (stacked.length === 1 && !landed) return ok({ ref, commit: only })
  const commits = landed && tip.value.commit !== null ? [tip.value.commit, ...stacked] : stacked
  const merged = await services.git.mergeCommits({
    gitDirectory: start.gitDirectory,
    commits,
    message: `Start of ${start.task.title}`,
    timestampMs: services.clock.now(),
  })
  return merged.ok ? ok({ ref, commit: merged.value }) : merged
}

/** Of the tasks this one is stacked on and that have not landed. One that changed nothing adds nothing. */
function openCheckpoints({ model, task }: Start): readonly string[] {
  return task.after.flatMap(({ from, on }) => {
    const parent = from === 'stacked' ? model.task.get(on) : undefined
    if (parent === undefined || parent.state.kind === 'landed') return []
    const newest = parent.threads.at(-1)
    const commit = newest === undefined ? null : model.thread.get(newest.thread)?.checkpoint?.commit
    return commit == null ? [] : [commit]
  })
}

function hasLanded({ model, task }: Start): boolean {
  return task.after.some(({ on }) => model.task.get(on)?.state.kind === 'landed')
}

/** A base that is another branch, a tag or a commit counts until something the task comes after has landed. */
async function branchTip(
  { git }: Pick<OrchestratorServices, 'git'>,
  { gitDirectory, place }: Start,
  landed: boolean,
): Found {
  const { base, into } = place
  if (into !== null && (landed || into === base.ref)) {
    const tip = await git.branchTip(gitDirectory, into)
    if (!tip.ok) return tip
    if (tip.value !== null || base.commit === null) return ok({ ref: into, commit: tip.value })
  }
  if (base.commit === null) return ok(base)
  const commit = await git.resolve(gitDirectory, base.ref)
  return commit.ok ? ok({ ref: base.ref, commit: commit.value }) : commit
}
