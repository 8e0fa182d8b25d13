import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { ProjectEvent } from './events.ts'
import type { Project } from './state.ts'

export function reduceProject(state: Project | undefined, event: ProjectEvent, { at }: EventEnvelope): Project {
  switch (event.type) {
    case 'project.opened': {
      const { type: _type, ...facts } = event
      const { automationsPausedSince, coordinatedBy, coordination, negotiations } = state ?? {}
      return {
        ...facts,
        openedAt: at,
        usedAt: at,
        ...(coordination === undefined ? {} : { coordination }),
        ...(coordinatedBy === undefined ? {} : { coordinatedBy }),
        ...(negotiations === undefined ? {} : { negotiations }),
        ...(automationsPausedSince === undefined ? {} : { automationsPausedSince }),
      }
    }
    case 'project.used':
      return { ...existing(state, event), usedAt: at }
    case 'project.coordinated':
      return coordinated(existing(state, event), event)
    case 'project.automations-paused': {
      const { automationsPausedSince: _since, ...project } = existing(state, event)
      return event.paused ? { ...project, automationsPausedSince: at } : project
    }
    case 'project.forgotten':
      return { ...existing(state, event), forgottenAt: at }
    default:
      return assertNever(event)
  }
}

/** A file says nothing against a person, and a person nothing of what only the file says. */
function coordinated(project: Project, event: Extract<ProjectEvent, { type: 'project.coordinated' }>): Project {
  const { by, coordination } = event
  if (by === 'person') return { ...project, coordination, coordinatedBy: by }
  const { negotiations: _before, ...rest } = project
  const talks = event.negotiations === undefined ? {} : { negotiations: event.negotiations }
  return { ...rest, coordination, coordinatedBy: project.coordinatedBy ?? by, ...talks }
}
