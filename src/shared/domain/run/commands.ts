import type { ProjectId, PromptId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'
import type { ProjectFacts } from '../project/commands.ts'
import type { AgentChoice, PromptBlock } from '../thread/state.ts'

/** What git said about the folder a run was dispatched on. */
export interface DispatchFacts extends ProjectFacts {
  readonly base: { readonly ref: string; readonly commit: string | null }
  readonly into: string | null
}

export interface RunCommands {
  readonly 'run.dispatch': {
    readonly payload: {
      readonly run: RunId
      readonly task: TaskId
      readonly thread: ThreadId
      readonly prompt: PromptId
      /** Id for the project, used when the folder isn't one yet. */
      readonly project: ProjectId
      /** Absolute path of the repository or a folder in it. */
      readonly repository: string
      /** Makes the folder a repository first where it is none. */
      readonly initialize: boolean
      readonly agent: AgentChoice
      readonly title?: string | undefined
      readonly blocks: readonly PromptBlock[]
      readonly base?: string | undefined
      readonly into?: string | undefined
    }
    readonly facts: DispatchFacts
  }
}
