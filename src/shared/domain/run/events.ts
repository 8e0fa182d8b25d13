import type { ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'

export type RunEvent =
  | {
      readonly type: 'run.created'
      readonly id: RunId
      readonly project: ProjectId
      readonly goal: string
      readonly task: TaskId
    }
  | { readonly type: 'run.attempted'; readonly id: RunId; readonly task: TaskId; readonly thread: ThreadId }
