import type { Model } from '../../../shared/domain/model.ts'
import { teamOf, threadOf } from '../../../shared/domain/topology/member.ts'
import type { Cluster } from '../../../shared/domain/topology/state.ts'
import type { ThreadId } from '../../../shared/kernel/ids.ts'

/** The team of a thread, else one that is proposed for it, else the last one that it was in. */
export function clusterOf(model: Model, thread: string): Cluster | undefined {
  const self = model.thread.get(thread)
  if (self === undefined || self.role !== undefined) return undefined
  const own = [...model.cluster.within(self.project)].filter(({ members }) =>
    members.some(({ task }) => task === self.task),
  )
  const proposed = own.find(({ state }) => state.kind === 'proposed')
  return teamOf(model, self) ?? proposed ?? own.toSorted((one, other) => other.since - one.since)[0]
}

/** The threads that do the work of a cluster now. */
export function membersOf(model: Model, cluster: Cluster): readonly ThreadId[] {
  return cluster.members.flatMap((member) => threadOf(model, member)?.id ?? [])
}
