import type { HostAgent } from '../../../shared/contract/channels/host.ts'
import type { Estimate } from '../../../shared/contract/channels/topology.ts'
import type { Effort, Topology } from '../../../shared/domain/plan/plan.ts'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import { useAgents, useAgentsListed } from '../../client/agents.ts'
import { notConnected } from '../../client/ask.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useSettings } from '../../client/settings.ts'
import { useHost } from '../../client/store.ts'
import type { Refusal } from '../../lib/refusal.ts'
import { usualTopology } from './depend.ts'
import { type Draft, type DraftTasks, tasksOf } from './draft.ts'
import { useDraft } from './draft-store.ts'
import { effortOptions, effortProblem, ownGates, usualEffort } from './effort.ts'
import { imageData } from './images.ts'
import type { Shared } from './send-dispatch.ts'
import { type StartPoint, startPoint } from './start-point.ts'
import { useEstimate } from './use-estimate.ts'
import { type Inspected, useFolderFacts } from './use-folder-facts.ts'

export interface Composer extends DraftTasks {
  readonly draft: Draft
  readonly projects: readonly Project[]
  readonly project: Project | null
  /** Null until the host has looked. */
  readonly inspected: Inspected | null
  readonly start: StartPoint | null
  readonly agents: readonly HostAgent[]
  readonly agent: HostAgent | null
  readonly projectGates: readonly string[]
  /** As chosen, or as the gates suggest. */
  readonly effort: Effort
  /** Null while there is nothing that it could depend on, and until the host has said. */
  readonly estimate: Estimate | null
  /** As chosen, or as the estimate says. */
  readonly topology: Topology
  /** Why nothing can be dispatched now, or null. */
  readonly why: Refusal | null
  readonly shared: Shared | null
}

/** Everything the composer shows, and what it would send. `place` is the project of the screen behind it. */
export function useComposer(place: string | null): Composer {
  const draft = useDraft()
  const projects = useModel(knownProjects)
  const agents = useAgents()
  const listed = useAgentsListed()
  const [settings] = useSettings()
  const online = useHost((state) => state.api !== null)
  const project = chosenProject(draft, projects, place)
  const inspected = useFolderFacts(project === null ? null : folderOf(project))
  const start = inspected?.result.ok === true ? startPoint(inspected.result.value, draft) : null
  const agent = chosenAgent(agents, draft.agent ?? settings.defaultAgent)
  const projectGates = gatesOf(inspected)
  const effort = draft.effort ?? usualEffort(draft, projectGates)
  const written = tasksOf(draft)
  const estimate = useEstimate(project === null ? null : folderOf(project), written.tasks)
  const topology = draft.topology ?? usualTopology(estimate, project?.coordination?.topology)
  const found = {
    ...{ draft, projects, project, inspected, start, agents, agent, projectGates, effort, estimate, topology },
    ...written,
  }
  const why = online ? whyNot(found, listed) : notConnected
  return { ...found, why, shared: sharedOf(found) }
}

const noGates: readonly string[] = []

function gatesOf(inspected: Inspected | null): readonly string[] {
  const facts = inspected?.result.ok === true ? inspected.result.value : null
  return facts?.kind === 'repository' ? (facts.gates ?? noGates) : noGates
}

type Found = Omit<Composer, 'why' | 'shared'>

export function folderOf({ root, prefix }: Pick<Project, 'root' | 'prefix'>): string {
  return prefix === '' ? root : `${root}/${prefix}`
}

/** A text that was begun for a project stays with it; a new one is for what is on the screen. */
function chosenProject(draft: Draft, projects: readonly Project[], place: string | null): Project | null {
  const find = (id: string | null) => projects.find((project) => project.id === id)
  const begun = draft.text.trim() !== '' || place === null
  return (begun ? find(draft.project) : undefined) ?? find(place) ?? projects[0] ?? null
}

function chosenAgent(agents: readonly HostAgent[], wanted: string | null): HostAgent | null {
  const ready = agents.find((agent) => agent.state.kind === 'ready')
  return agents.find((agent) => agent.id === wanted) ?? ready ?? agents[0] ?? null
}

function whyNot(found: Found, listed: boolean): Refusal | null {
  const { project, inspected, start, agent, tasks, draft, effort, projectGates } = found
  if (project === null) return 'Open a repository first.'
  if (inspected === null) return 'The repository is being read.'
  if (!inspected.result.ok) return inspected.result.error
  if (start?.problem != null) return start.problem
  if (tasks.length === 0) return 'Write what the agent should do.'
  if (agent === null) return listed ? 'No agent is known.' : 'Agents are being looked for.'
  if (agent.state.kind === 'missing') return `${agent.name} is not on this machine. ${howToInstall(agent)}`
  const unproven = effortProblem(effort, projectGates.length + ownGates(draft).length)
  if (unproven !== null) return unproven
  const lost = draft.images.find(({ id }) => imageData(id) === undefined)
  return lost === undefined ? null : `${lost.name} was too large to be kept. Remove it, or attach it again.`
}

/** For a custom agent what is missing is told in a sentence, else as a command. */
export function howToInstall({ origin, state }: HostAgent): string {
  if (state.kind === 'ready') return ''
  return origin === 'custom' ? state.install : `Install it with: ${state.install}`
}

function sharedOf({ project, inspected, start, agent, draft }: Found): Shared | null {
  if (project === null || inspected?.result.ok !== true || start === null || agent === null) return null
  const { mode, model } = draft
  return {
    project: project.id,
    repository: folderOf(project),
    initialize: inspected.result.value.kind === 'folder' && draft.initialize,
    agent: {
      kind: 'catalogue',
      id: agent.id,
      ...(mode === null || mode === '' ? {} : { mode }),
      ...(model === null || model === '' ? {} : { model }),
    },
    ...(start.base === '' ? {} : { base: start.base }),
    ...(start.into === '' ? {} : { into: start.into }),
    ...effortOptions(draft),
  }
}
