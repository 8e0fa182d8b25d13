import type { ProjectId } from '../../shared/kernel/ids.ts'
import { readGroup } from '../engine/read-group.ts'
import type { AggregateKey, StorePort } from '../ports/store.ts'

/** The newest teams and negotiations of a project that a run's own are looked for among. */
const looked = 200

/** Teams that tasks of a run were proposed for or part of, and what its threads negotiated. */
export async function teamsOfRun(
  store: StorePort,
  project: ProjectId,
  { run, threads }: { readonly run: string; readonly threads: readonly string[] },
): Promise<readonly AggregateKey[]> {
  const own = new Set(threads)
  const clusters = await readGroup(store, { aggregate: 'cluster', group: project }, { limit: looked })
  const negotiations = await readGroup(store, { aggregate: 'negotiation', group: project }, { limit: looked })
  return [
    ...clusters.rows
      .filter((cluster) => cluster.run === run || cluster.members.some((member) => member.run === run))
      .map(({ id }) => ({ aggregate: 'cluster', id })),
    ...negotiations.rows
      .filter(({ parties }) => parties.some((party) => own.has(party)))
      .map(({ id }) => ({ aggregate: 'negotiation', id })),
  ]
}
