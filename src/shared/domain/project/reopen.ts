import type { ProjectId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { isForgotten } from './queries.ts'

/** A forgotten project is known again as soon as work goes on in it: what lives is never in a project that isn't. */
export function reopenForgotten(model: Model, events: readonly DomainEvent[]): readonly DomainEvent[] {
  const reopened: DomainEvent[] = []
  for (const event of events) {
    const id = projectOf(model, event)
    const project = id === undefined ? undefined : model.project.get(id)
    if (project === undefined || !isForgotten(project)) continue
    if (events.some((other) => other.type === 'project.opened' && other.id === id)) continue
    const { name, root, gitDirectory, prefix, branchPrefix } = project
    reopened.push({ type: 'project.opened', id: project.id, name, root, gitDirectory, prefix, branchPrefix })
  }
  return reopened
}

/** Of what takes up work that had ended. */
function projectOf(model: Model, event: DomainEvent): ProjectId | undefined {
  switch (event.type) {
    case 'thread.dispatched':
      return event.project
    case 'thread.restore-requested':
    case 'thread.restored':
      return model.thread.get(event.id)?.project
    case 'landing.undo-requested':
      return model.landing.get(event.id)?.project
    default:
      return undefined
  }
}
