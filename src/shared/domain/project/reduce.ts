import { assertNever } from '../../kernel/assert-never.ts'
import type { EventEnvelope } from '../event.ts'
import { existing } from '../existing.ts'
import type { ProjectEvent } from './events.ts'
import type { Project } from './state.ts'

export function reduceProject(state: Project | undefined, event: ProjectEvent, { at }: EventEnvelope): Project {
  switch (event.type) {
    case 'project.opened': {
      const { type: _type, ...facts } = event
      const { coordinatedBy, coordination } = state ?? {}
      return {
        ...facts,
        openedAt: at,
        usedAt: at,
        ...(coordination === undefined ? {} : { coordination }),
        ...(coordinatedBy === undefined ? {} : { coordinatedBy }),
      }
    }
    case 'project.used':
      return { ...existing(state, event), usedAt: at }
    case 'project.coordinated':
      return { ...existing(state, event), coordination: event.coordination, coordinatedBy: event.by }
    case 'project.forgotten':
      return { ...existing(state, event), forgottenAt: at }
    default:
      return assertNever(event)
  }
}
