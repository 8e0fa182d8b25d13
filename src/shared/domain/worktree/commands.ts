import type { Failure } from '../../kernel/failure.ts'
import type { ThreadId } from '../../kernel/ids.ts'
import type { CheckpointFacts } from '../thread/state.ts'
import type { Place } from './state.ts'

interface On {
  readonly thread: ThreadId
}

export interface WorktreeCommands {
  /** Asks for the right to write in a worktree; at most one owner at a time. */
  readonly 'worktree.lease': {
    readonly payload: { readonly worktree: ThreadId; readonly owner: ThreadId; readonly generation: number }
  }
  readonly 'worktree.report-created': {
    readonly payload: On & { readonly place: Place; readonly notices: readonly string[] }
  }
  readonly 'worktree.report-create-failed': { readonly payload: On & { readonly failure: Failure } }
  readonly 'worktree.report-checkpoint': {
    readonly payload: On & {
      readonly checkpoint: Omit<CheckpointFacts, 'at'>
      /** Where the base moved to, since the agent merged the target up to there; absent where it stays. */
      readonly base?: string
      readonly notices: readonly string[]
    }
  }
  readonly 'worktree.report-checkpoint-failed': { readonly payload: On & { readonly failure: Failure } }
  /** The file held something else than what the edit began with, or can't be written. */
  readonly 'worktree.report-edit-refused': {
    readonly payload: On & { readonly path: string; readonly blob: string; readonly failure: Failure }
  }
  readonly 'worktree.report-trashed': { readonly payload: On & { readonly trash: string } }
  readonly 'worktree.report-trash-failed': { readonly payload: On & { readonly failure: Failure } }
  readonly 'worktree.report-restored': { readonly payload: On }
  readonly 'worktree.report-restore-failed': { readonly payload: On & { readonly failure: Failure } }
}
