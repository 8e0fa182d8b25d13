import type { Model } from '../model.ts'
import type { ProjectFacts } from './commands.ts'
import type { Project } from './state.ts'

export function isForgotten(project: Project): boolean {
  return project.forgottenAt !== undefined
}

/** When a project was last opened or dispatched on, in milliseconds since the epoch. */
function lastUsed(project: Project): number {
  return project.usedAt ?? project.openedAt
}

/** The projects a person can choose from, most recently used first. */
export function knownProjects(model: Model): readonly Project[] {
  const known = [...model.project.values()].filter((project) => !isForgotten(project))
  return known.sort((left, right) => lastUsed(right) - lastUsed(left) || (left.id < right.id ? -1 : 1))
}

/** The project of a folder of a repository, a forgotten one included: a folder never has two. */
export function projectAt(model: Model, place: Pick<ProjectFacts, 'root' | 'prefix'>): Project | undefined {
  for (const project of model.project.values()) {
    if (project.root === place.root && project.prefix === place.prefix) return project
  }
  return undefined
}
