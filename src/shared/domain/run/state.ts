import type { ProjectId, RunId, TaskId, ThreadId } from '../../kernel/ids.ts'

/** One dispatched goal. It keeps counters and cursors only: what grows has rows of its own. */
export interface Run {
  readonly id: RunId
  readonly project: ProjectId
  readonly goal: string
  readonly task: TaskId
  readonly attempts: number
  /** Thread of the newest attempt. */
  readonly thread: ThreadId | null
  readonly createdAt: number
}
