import type { CouplingId, ProjectId, RunId, TaskId, ThreadId } from '../../../kernel/ids.ts'
import type { Decision } from '../../decision.ts'
import type { Simulation } from '../../testing/simulation.ts'
import { pairOf } from '../standing.ts'
import type { Cluster, Coupling, Evidence, Member, Spot } from '../state.ts'

export function memberIn(task: string, run = 'r'): Member {
  return { run: run as RunId, task: task as TaskId }
}

export function spotIn(path: string, from = 1, to = 9): Spot {
  return { path, lines: { from, to } }
}

export function overlapping(value: number, ...spots: readonly Spot[]): Evidence {
  return { kind: 'overlap', value, details: ['Both changed it.'], spots }
}

export function conflicting(...spots: readonly Spot[]): Evidence {
  return { kind: 'conflict', value: 1, details: ['Merging them conflicts.'], spots }
}

let minted = 0

/** What the host measured of one pair. */
export function report(
  simulation: Simulation,
  pair: readonly [Member, Member],
  ...evidence: readonly Evidence[]
): Decision {
  minted += 10
  const ids = Array.from({ length: 10 }, (_, index) => `minted-${minted + index}`)
  const project = simulation.model.run.get(pair[0].run)?.project ?? ('p' as ProjectId)
  return simulation.send({ type: 'coupling.report', payload: { project, pairs: [{ members: pair, evidence }], ids } })
}

export function couplingOf(simulation: Simulation, ...pair: readonly [Member, Member]): Coupling | undefined {
  return simulation.model.coupling.get(idOf(...pair))
}

function idOf(...pair: readonly [Member, Member]): CouplingId {
  return pairOf(...pair).id
}

export function clustersOf(simulation: Simulation, kind: Cluster['state']['kind']): readonly Cluster[] {
  return [...simulation.model.cluster.values()].filter(({ state }) => state.kind === kind)
}

/** Paths that a thread has changed by now. */
export function touch(simulation: Simulation, thread: ThreadId, ...paths: readonly string[]): void {
  const project = simulation.thread(thread)?.project ?? ('p' as ProjectId)
  simulation.send({ type: 'coupling.report', payload: { project, pairs: [], touched: [{ thread, paths }], ids: [] } })
}
