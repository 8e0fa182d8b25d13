import type { ProjectId } from '../../kernel/ids.ts'
import type { ProjectFacts } from './commands.ts'

export type ProjectEvent =
  /** A project is known, for the first time or again. */
  | ({ readonly type: 'project.opened'; readonly id: ProjectId; readonly name: string } & ProjectFacts)
  | { readonly type: 'project.used'; readonly id: ProjectId }
  | { readonly type: 'project.forgotten'; readonly id: ProjectId }
