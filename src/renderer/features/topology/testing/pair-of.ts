import type { Cluster, Coupling, Member } from '../../../../shared/domain/topology/state.ts'
import type { ClusterId, CouplingId, ProjectId, RunId, TaskId } from '../../../../shared/kernel/ids.ts'

function memberOf(task: string, run = `run-${task}`): Member {
  return { run: run as RunId, task: task as TaskId }
}

/** A pair as far as the board looks at one; its members are named as 'a~b'. */
export function coupling(id: string, facts: Partial<Coupling> = {}): Coupling {
  const [one = '', other = ''] = id.split('~')
  return {
    id: id as CouplingId,
    project: 'p' as ProjectId,
    members: [memberOf(one), memberOf(other)],
    score: 0.5,
    parts: [],
    spots: [],
    conflicts: [],
    standing: { kind: 'open' },
    outcome: null,
    since: 0,
    at: 0,
    ...facts,
  }
}

export function cluster(id: string, tasks: readonly string[], facts: Partial<Cluster> = {}): Cluster {
  return {
    id: id as ClusterId,
    project: 'p' as ProjectId,
    run: null,
    members: tasks.map((task) => memberOf(task)),
    state: { kind: 'team' },
    because: 'Both edit a.ts.',
    spots: [],
    score: null,
    pinned: false,
    lead: null,
    negotiation: null,
    budget: { rounds: 4, messages: 30, tokens: 1000, minutes: 20 },
    used: { messages: 11, tokens: 250 },
    quiet: 0,
    since: 0,
    ...facts,
  }
}
