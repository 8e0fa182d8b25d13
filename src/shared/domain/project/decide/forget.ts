import type { ProjectId } from '../../../kernel/ids.ts'
import { err } from '../../../kernel/result.ts'
import { type Decide, events, nothing, refuse } from '../../decision.ts'
import { isUnderWay, isWaiting } from '../../landing/queries.ts'
import type { Model } from '../../model.ts'
import type { Thread } from '../../thread/state.ts'
import { isForgotten } from '../queries.ts'

/** Refused while anything of the project is unfinished: nobody would see it any more. */
export const decideForget: Decide<'project.forget'> = (model, payload) => {
  const project = model.project.get(payload.project)
  if (project === undefined) {
    return refuse('project-unknown', `There is no project ${payload.project}.`, 'Choose one of the list.')
  }
  if (isForgotten(project)) return nothing
  const threads = unfinished(model, project.id)
  if (threads === 0) return events({ type: 'project.forgotten', id: project.id })
  const what = threads === 1 ? '1 thread that has' : `${threads} threads that have`
  return err({
    code: 'project-in-use',
    message: `${project.name} has ${what} neither landed nor been discarded; the project stays.`,
    remedy: 'Land or discard them first.',
    facts: { project: project.id, threads },
  })
}

/** A landing that is being undone counts too: it gives its thread back. */
function unfinished(model: Model, project: ProjectId): number {
  const threads = new Set<string>()
  for (const thread of model.thread.values()) {
    if (thread.project === project && !hasEnded(thread)) threads.add(thread.id)
  }
  for (const landing of model.landing.values()) {
    if (landing.project === project && (isWaiting(landing) || isUnderWay(landing))) threads.add(landing.thread)
  }
  return threads.size
}

function hasEnded({ state }: Thread): boolean {
  if (state.kind === 'discarded') return state.trash === 'kept' || state.trash === 'none'
  return state.kind === 'landed'
}
