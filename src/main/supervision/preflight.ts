import type { HostAgent, HostCheck } from '../../shared/contract/channels/host.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Run } from '../../shared/domain/run/state.ts'
import type { RunId } from '../../shared/kernel/ids.ts'
import type { AwakePort } from '../ports/awake.ts'
import type { Clock } from '../ports/clock.ts'
import type { DiskPort, DiskSpace } from '../ports/disk.ts'
import type { StorePort } from '../ports/store.ts'
import { agentChecks, limitChecks, permissionChecks } from './preflight/agent-checks.ts'
import { budgetChecks, poolChecks } from './preflight/budget-checks.ts'
import { awakeCheck, diskChecks } from './preflight/machine-checks.ts'

/** The newest of a project, and of each so many requests: enough to know what is usual there. */
const threadsLookedAt = 50
const asksCounted = 20

export interface PreflightParts {
  readonly model: () => Model
  readonly clock: Pick<Clock, 'now'>
  readonly agents: () => Promise<readonly HostAgent[]>
  readonly awake: Pick<AwakePort, 'means'>
  readonly disk: DiskPort
  readonly dataFolder: string
  readonly store: Pick<StorePort, 'readRecentEvents'>
}

/** What may stop work while nobody is there. It changes nothing and asks no agent. */
export async function preflight(parts: PreflightParts, named?: readonly RunId[]): Promise<readonly HostCheck[]> {
  const model = parts.model()
  const now = parts.clock.now()
  const runs = named === undefined ? openRuns(model) : named.flatMap((id) => model.run.get(id) ?? [])
  const [agents, means, spaces, asks] = await Promise.all([
    parts.agents(),
    parts.awake.means(),
    spacesOf(parts, model, runs),
    asksOf(parts, model, runs),
  ])
  const concerned = concernedAgents(model, runs, agents)
  return [
    ...poolChecks(model),
    ...agentChecks(concerned),
    ...limitChecks(model, runs, { agents, now }),
    ...permissionChecks(asks, concerned),
    ...budgetChecks(model, runs, now),
    ...diskChecks(spaces),
    awakeCheck(means),
  ]
}

function openRuns(model: Model): readonly Run[] {
  return [...model.run.values()].filter((run) => run.plan !== undefined && !isOver(model, run))
}

function isOver(model: Model, run: Run): boolean {
  if (run.plan?.state.kind === 'stopped') return true
  const tasks = [...model.task.values()].filter((task) => task.run === run.id)
  return tasks.length > 0 && tasks.every(({ state }) => state.kind === 'landed' || state.kind === 'removed')
}

/** Those that tasks name; where no run is open, all that are here. */
function concernedAgents(model: Model, runs: readonly Run[], agents: readonly HostAgent[]): readonly HostAgent[] {
  const ids = new Set(runs.map(({ id }) => id))
  const named = new Set<string>()
  for (const task of model.task.values()) {
    if (!ids.has(task.run)) continue
    for (const agent of task.agents) if (agent.kind === 'catalogue') named.add(agent.id)
  }
  return agents.filter(({ id, state }) => (named.size === 0 ? state.kind === 'ready' : named.has(id)))
}

/** How often agents asked for permission lately, in projects of these runs; by agent's id. */
async function asksOf(
  { store }: PreflightParts,
  model: Model,
  runs: readonly Run[],
): Promise<ReadonlyMap<string, number>> {
  const projects = new Set(runs.map(({ project }) => project))
  const threads = [...model.thread.values()]
    .filter(({ project }) => projects.size === 0 || projects.has(project))
    .sort((one, other) => other.since - one.since)
    .slice(0, threadsLookedAt)
  const asks = new Map<string, number>()
  await Promise.all(
    threads.map(async ({ agent, id }) => {
      const asked = await store.readRecentEvents({
        instances: [{ aggregate: 'thread', id }],
        types: ['thread.permission-asked'],
        before: Number.MAX_SAFE_INTEGER,
        limit: asksCounted,
      })
      if (agent.kind === 'catalogue') asks.set(agent.id, (asks.get(agent.id) ?? 0) + asked.length)
    }),
  )
  return asks
}

async function spacesOf(
  { dataFolder, disk }: PreflightParts,
  model: Model,
  runs: readonly Run[],
): Promise<ReadonlyMap<string, DiskSpace | null>> {
  const roots = runs.flatMap(({ project }) => model.project.get(project)?.root ?? [])
  const folders = [...new Set([dataFolder, ...roots])]
  const spaces = await Promise.all(folders.map((folder) => disk.spaceOf(folder)))
  return new Map(folders.map((folder, at) => [folder, spaces[at] ?? null]))
}
