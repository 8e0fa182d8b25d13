import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Estimate } from '../../../shared/contract/channels/topology.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Topology } from '../../../shared/domain/plan/plan.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { memberOf } from '../../../shared/domain/topology/member.ts'
import type { Member } from '../../../shared/domain/topology/state.ts'
import { defaultCoordination } from '../../../shared/domain/topology/state.ts'
import { thresholds } from '../../../shared/domain/topology/weights.ts'
import { plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'

/** Live work that new work is close enough to for both to know each other from the start, closest first. */
export function closeTo(estimate: Estimate | null): readonly Member[] {
  const near = (estimate?.pairs ?? []).filter(({ score }) => score >= thresholds.propose)
  const live = near.flatMap(({ other }) => (other.kind === 'live' ? [{ run: other.run, task: other.task }] : []))
  return live.filter((member, at) => live.findIndex(({ task }) => task === member.task) === at)
}

/** Positions of the written tasks that are close to something, each other included. */
export function closeWorks(estimate: Estimate | null): ReadonlySet<number> {
  const near = (estimate?.pairs ?? []).filter(({ score }) => score >= thresholds.propose)
  return new Set(near.flatMap(({ work, other }) => (other.kind === 'asked' ? [work, other.work] : [work])))
}

const ranks: Readonly<Record<Topology, number>> = { queue: 0, adaptive: 1, team: 2 }

/** What it is unless a person says otherwise: as the project has it, or closer where the estimate says so. */
export function usualTopology(estimate: Estimate | null, project: Topology | undefined): Topology {
  const [estimated, usual] = [estimate?.topology ?? 'queue', project ?? 'queue']
  return ranks[estimated] > ranks[usual] ? estimated : usual
}

export interface DependFacts {
  readonly topology: Topology
  /** Of the dispatch, that would be introduced. */
  readonly tasks: number
  /** Titles of the live work that it is close to. */
  readonly others: readonly string[]
  /** Whether its text names live threads, which it is introduced to whatever is chosen. */
  readonly named?: boolean | undefined
  readonly estimate: Estimate | null
}

/** What the choice comes to, in one sentence. */
export function dependWords({ topology, tasks, others, named = false }: Omit<DependFacts, 'estimate'>): string {
  switch (topology) {
    case 'queue':
      return `${named ? 'It talks only with those that it names' : 'It works alone'}. Where it is likely to collide, that is shown, and a team is only proposed.`
    case 'adaptive':
      return `${named ? 'It begins with those that it names' : 'It begins alone'} and is measured as it works. It talks with others where that matters, and for as long as it does.`
    case 'team': {
      const own = tasks > 1 ? [`${plural(tasks, 'task')} of this dispatch`] : []
      const all = [...own, ...others]
      const last = all.at(-1)
      if (last === undefined)
        return `Nothing that runs is close to it: it begins ${named ? 'with those that it names' : 'alone'}.`
      const names = all.length === 1 ? last : `${all.slice(0, -1).join(', ')} and ${last}`
      return `Introduced from the start: ${names}.`
    }
  }
}

/** Why, most telling first; at most two, and nothing a person has overruled. */
export function reasonWords(estimate: Estimate | null, chosen: Topology | null): string {
  if (estimate === null || estimate.score === 0) return ''
  const reasons = estimate.reasons.slice(0, 2).map(visibleLine).join(' ')
  const overruled = chosen !== null && chosen !== estimate.topology
  return `${overruled ? 'The estimate says otherwise' : 'Estimated'} (coupling ${estimate.score.toFixed(2)}): ${reasons}`.trim()
}

export interface Together extends Pick<DependFacts, 'topology' | 'estimate'> {
  /** A person chose it: then all tasks of the dispatch go together, else those that the estimate is about. */
  readonly chosen: boolean
  /** Tasks that were sent. */
  readonly sent: number
}

/** What is sent once the threads are there, so that they work as was chosen. */
export function togetherCommands(
  model: Model,
  threads: readonly Thread[],
  { topology, estimate, chosen, sent, newId }: Together & { readonly newId: () => string },
): readonly PublicCommand[] {
  if (topology === 'team') {
    // Positions are known only where every task was taken.
    const near = threads.length === sent ? closeWorks(estimate) : new Set<number>()
    const own = chosen ? threads : threads.filter((_, at) => near.has(at))
    const members = [...own.map(memberOf), ...closeTo(estimate)]
    if (own.length === 0 || members.length < 2) return []
    const because = 'You dispatched them as a team.'
    return [{ type: 'cluster.introduce', payload: { cluster: newId(), negotiation: newId(), members, because } }]
  }
  return threads.flatMap(({ project, run }): readonly PublicCommand[] => {
    const policy = model.run.get(run)?.plan?.policy
    if (policy === undefined || policy.topology === topology) return []
    // What the project's file says is known only now; nobody but a person goes back behind it.
    if (!chosen && ranks[policy.topology] > ranks[topology]) return []
    const { teams } = model.project.get(project)?.coordination ?? defaultCoordination
    return [{ type: 'run.switch', payload: { run, topology, teams: policy.teams ?? teams, cluster: newId() } }]
  })
}
