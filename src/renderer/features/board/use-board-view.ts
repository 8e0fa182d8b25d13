import { useMemo } from 'react'
import type { Model } from '../../../shared/domain/model.ts'
import type { BegunBy } from '../../../shared/domain/run/state.ts'
import type { AgentChoice, Thread } from '../../../shared/domain/thread/state.ts'
import { useNow } from '../../client/clock.ts'
import { derived } from '../../client/derived.ts'
import { begunBy } from '../../lib/begun-by.ts'
import type { Scope } from '../../lib/route.ts'
import { sameSections } from './arrange.ts'
import { agentKey, type Filters, isFiltered, matches } from './filters.ts'
import { liveFacts } from './live-facts.ts'
import { inScope } from './scopes.ts'
import { inSections, type Section, withTeams } from './sections.ts'
import { matchesTask, tasksToCome, withTasks } from './tasks-to-come.ts'

/** What the board is about to draw, in the order that is right at this moment. */
export interface BoardView {
  readonly sections: readonly Section[]
  /** Threads in the scope, before any filter. */
  readonly known: ReadonlySet<string>
  /** Agents of the scope's threads, by `agentKey`. */
  readonly agents: ReadonlyMap<string, AgentChoice>
  /** Automations that began some of them: the names of their files by their ids. */
  readonly automations: ReadonlyMap<string, string>
  /** When the oldest thread was dispatched, of those that are live or landed within the scope. */
  readonly oldest: number | null
}

export function useBoardView(scope: Scope, filters: Filters): BoardView {
  const midnight = new Date(useNow(60_000)).setHours(0, 0, 0, 0)
  const { text, agent, state, automation = '' } = filters
  // A hook of its own for each scope and filter: what it remembers of the model is only right for those.
  const useView = useMemo(() => {
    const compute = (model: Model) => viewOf(model, { scope, filters: { text, agent, state, automation }, midnight })
    return derived(compute, sameView)
  }, [scope, text, agent, state, automation, midnight])
  return useView()
}

interface Wanted {
  readonly scope: Scope
  readonly filters: Filters
  readonly midnight: number
}

export function viewOf(model: Model, { scope, filters, midnight }: Wanted): BoardView {
  const facts = liveFacts(model)
  const shown: Thread[] = []
  const known = new Set<string>()
  const agents = new Map<string, AgentChoice>()
  const automations = new Map<string, string>()
  let oldest: number | null = null
  const teams = new Set<string>()
  for (const thread of model.thread.values()) {
    const landed = thread.state.kind === 'landed'
    const over = landed && scope.kind !== 'run' && thread.since < midnight
    if (over || !inScope(thread, scope)) continue
    known.add(thread.id)
    agents.set(agentKey(thread), thread.agent)
    note(automations, begunBy(model, thread.run))
    if (thread.state.kind !== 'discarded') oldest = Math.min(oldest ?? thread.createdAt, thread.createdAt)
    if (matches(thread, filters, facts) && isBegunBy(model, thread, filters)) shown.push(thread)
    const team = facts.together.get(thread.task)
    if (team !== undefined && !isFiltered(filters)) teams.add(team)
  }
  const tasks = tasksToCome(model, scope)
  for (const { id } of tasks) known.add(id)
  const wanted = tasks.filter((task) => matchesTask(task, filters) && isBegunBy(model, task, filters))
  const sections = withTeams(
    inSections(shown, facts),
    facts.teams.filter((team) => teams.has(team)),
  )
  return { sections: withTasks(sections, wanted), known, agents, automations, oldest }
}

function note(automations: Map<string, string>, by: BegunBy | undefined): void {
  if (by !== undefined) automations.set(by.id, by.name)
}

function isBegunBy(model: Model, { run }: Pick<Thread, 'run'>, { automation = '' }: Filters): boolean {
  return automation === '' || begunBy(model, run)?.id === automation
}

function sameView(one: BoardView, other: BoardView): boolean {
  return (
    one.oldest === other.oldest &&
    one.known.size === other.known.size &&
    one.agents.size === other.agents.size &&
    one.automations.size === other.automations.size &&
    [...one.known].every((thread) => other.known.has(thread)) &&
    [...one.agents.keys()].every((key) => other.agents.has(key)) &&
    [...one.automations.keys()].every((key) => other.automations.has(key)) &&
    sameSections(one.sections, other.sections)
  )
}
