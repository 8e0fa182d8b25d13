import { attentionOf } from '../../../shared/domain/attention/attention.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { knownProjects } from '../../../shared/domain/project/queries.ts'
import type { Project } from '../../../shared/domain/project/state.ts'
import { holdsSlot } from '../../../shared/domain/thread/queries.ts'
import type { Thread } from '../../../shared/domain/thread/state.ts'

/** The numbers around the screens. */
export interface Counts {
  readonly live: number
  readonly attention: number
  /** Projects used last come first. */
  readonly projects: readonly { readonly project: Project; readonly live: number }[]
  /** Automations that are switched on. */
  readonly automations: number
  readonly busy: number
  readonly executors: number
  readonly queued: number
  readonly frozen: boolean
  /** US dollars, as the agents of live threads reported; null while none did. */
  readonly spend: number | null
}

/** What was replaced by another attempt has ended too. */
function isLive({ state }: Thread): boolean {
  if (state.kind === 'parked') return state.reason.code !== 'superseded'
  return state.kind !== 'landed' && state.kind !== 'discarded'
}

export function countsOf(model: Model): Counts {
  const perProject = new Map<string, number>()
  let [live, busy, queued] = [0, 0, 0]
  let spend: number | null = null
  for (const thread of model.thread.values()) {
    if (thread.usage?.cost != null) spend = (spend ?? 0) + thread.usage.cost
    if (!isLive(thread)) continue
    live += 1
    perProject.set(thread.project, (perProject.get(thread.project) ?? 0) + 1)
    if (holdsSlot(thread)) busy += 1
    if (thread.state.kind === 'queued') queued += 1
  }
  const automations = automationsOn(model)
  const projects = knownProjects(model).map((project) => ({ project, live: perProject.get(project.id) ?? 0 }))
  const executors = model.pool.get('pool')?.limit ?? 0
  const frozen = model.pool.get('pool')?.frozenSince !== undefined
  return { live, attention: attentionOf(model).length, projects, automations, busy, executors, queued, frozen, spend }
}

function automationsOn(model: Model): number {
  return [...model.automation.values()].filter(({ on, goneSince }) => on && goneSince === undefined).length
}
