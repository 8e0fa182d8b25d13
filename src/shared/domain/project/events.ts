import type { ProjectId } from '../../kernel/ids.ts'
import type { NegotiationSettings } from '../negotiation/state.ts'
import type { Coordination } from '../topology/state.ts'
import type { ProjectFacts } from './commands.ts'

export type ProjectEvent =
  /** A project is known, for the first time or again. */
  | ({ readonly type: 'project.opened'; readonly id: ProjectId; readonly name: string } & ProjectFacts)
  | { readonly type: 'project.used'; readonly id: ProjectId }
  /** By its file in the commit that work starts from, or by a person. */
  | {
      readonly type: 'project.coordinated'
      readonly id: ProjectId
      readonly coordination: Coordination
      readonly by: 'file' | 'person'
      /** Of exchanges between threads: only a file says it. */
      readonly negotiations?: NegotiationSettings
    }
  /** Nothing in it is dispatched by an automation, until that is taken back. */
  | { readonly type: 'project.automations-paused'; readonly id: ProjectId; readonly paused: boolean }
  | { readonly type: 'project.forgotten'; readonly id: ProjectId }
