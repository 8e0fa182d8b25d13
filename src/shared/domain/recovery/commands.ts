import type { ThreadId } from '../../kernel/ids.ts'

/** What was looked at while an agent says nothing. All of it together, never one alone, says that it hangs. */
export interface Stillness {
  /** Milliseconds without a message of the agent's. */
  readonly silentMs: number
  /** Processor time of its whole process tree in that time, milliseconds; null where it can't be known. */
  readonly cpuMs: number | null
  /** Bytes its process tree read and wrote in that time; null where it can't be known. */
  readonly ioBytes: number | null
  /** Its process still exists. */
  readonly alive: boolean
  /** Files of the worktree changed in that time. */
  readonly filesChanged: boolean
  /** Programs it has running. */
  readonly children: number
  /** A tool call that has begun and not ended. */
  readonly openTool: string | null
  /** How long this agent may be as still as this while it waits for its model, milliseconds. */
  readonly patienceMs: number
}

export interface RecoveryCommands {
  /** The time of the step numbered so has come. */
  readonly 'recovery.proceed': { readonly payload: { readonly thread: ThreadId; readonly number: number } }
  readonly 'recovery.report-stillness': {
    readonly payload: { readonly thread: ThreadId; readonly generation: number; readonly stillness: Stillness }
  }
  /** The same call gave the same result again and again. */
  readonly 'recovery.report-loop': {
    readonly payload: {
      readonly thread: ThreadId
      readonly generation: number
      readonly call: string
      readonly times: number
    }
  }
}
