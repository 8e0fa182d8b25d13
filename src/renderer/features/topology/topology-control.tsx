import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { defaultCoordination } from '../../../shared/domain/topology/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { newId } from '../../lib/new-id.ts'
import type { Scope } from '../../lib/route.ts'
import { topologyTitles } from '../../lib/team-words.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { lastReason } from './last-reason.ts'
import { send } from './send.ts'
import { TopologyChoice } from './topology-choice.tsx'

export interface TopologyControlProps {
  readonly scope: Scope
  readonly tell?: boolean
}

/** How a run's tasks, or what a project has beside its runs, go together; nothing where neither is meant. */
export function TopologyControl({ scope, tell = false }: TopologyControlProps) {
  const facts = useModel((model) => factsOf(model, scope))
  const because = useModel((model) => (facts === null ? '' : lastReason(model, scope)))
  const change = (topology: TopologyOf, teams: 'ask' | 'automatic') => {
    const command = commandFor(scope, { topology, teams })
    if (command !== null) void send(command, `Topology ${topologyTitles[topology]}`)
  }
  useActions(facts === null ? [] : actionsFor(facts, change))
  if (facts === null) return null
  return (
    <TopologyChoice
      coordination={facts}
      because={because}
      tell={tell}
      onChange={({ topology, teams }) => change(topology, teams)}
    />
  )
}

type TopologyOf = keyof typeof topologyTitles

interface Facts {
  readonly topology: TopologyOf
  readonly teams: 'ask' | 'automatic'
}

function factsOf(model: Model, scope: Scope): Facts | null {
  if (scope.kind === 'all') return null
  if (scope.kind === 'project') {
    return model.project.get(scope.project) === undefined
      ? null
      : (model.project.get(scope.project)?.coordination ?? defaultCoordination)
  }
  const plan = model.run.get(scope.run)?.plan
  if (plan?.kind !== 'plan') return null
  return { topology: plan.policy.topology, teams: plan.policy.teams ?? 'ask' }
}

function commandFor(scope: Scope, coordination: Facts): PublicCommand | null {
  if (scope.kind === 'run') {
    return { type: 'run.switch', payload: { run: scope.run, ...coordination, cluster: newId() } }
  }
  return scope.kind === 'project'
    ? { type: 'project.coordinate', payload: { project: scope.project, coordination } }
    : null
}

function actionsFor(
  { topology, teams }: Facts,
  change: (topology: TopologyOf, teams: Facts['teams']) => void,
): readonly Action[] {
  const keys = { queue: 't 1', adaptive: 't 2', team: 't 3' } as const
  const switches = (['queue', 'adaptive', 'team'] as const).map((to): Action => {
    const blocked = to === topology ? 'It is so already.' : null
    const title = `Topology: ${topologyTitles[to].toLowerCase()}`
    return { id: `topology.${to}`, title, section: 'Team', keys: keys[to], blocked, run: () => change(to, teams) }
  })
  const own: Action = {
    id: 'topology.teams',
    title: teams === 'ask' ? 'Let adaptive make teams by itself' : 'Ask before adaptive makes a team',
    section: 'Team',
    run: () => change(topology, teams === 'ask' ? 'automatic' : 'ask'),
  }
  return topology === 'adaptive' ? [...switches, own] : switches
}
