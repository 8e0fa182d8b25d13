import { join } from 'node:path'
import type { Project } from '../../../shared/domain/project/state.ts'

/** Where files of automations are, and what they may not lead out of. */
export interface Place {
  readonly folder: string
  readonly inside: string
}

/** Below the folder of the project, as people write it. */
export const projectFolder = '.switchyard/automations'

export function folderOfProject({ prefix, root }: Pick<Project, 'root' | 'prefix'>): string {
  return prefix === '' ? root : join(root, prefix)
}

export function placeOfProject(project: Pick<Project, 'root' | 'prefix'>): Place {
  return { folder: join(folderOfProject(project), projectFolder), inside: project.root }
}

/** The person's own ones. */
export function ownPlace(dataFolder: string): Place {
  return { folder: join(dataFolder, 'automations'), inside: dataFolder }
}
