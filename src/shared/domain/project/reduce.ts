import type { EventEnvelope } from '../event.ts'
import type { ProjectEvent } from './events.ts'
import type { Project } from './state.ts'

export function reduceProject(_state: Project | undefined, event: ProjectEvent, envelope: EventEnvelope): Project {
  const { type: _type, ...facts } = event
  return { ...facts, openedAt: envelope.at }
}
