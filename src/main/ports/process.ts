import type { Readable, Writable } from 'node:stream'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

/** A pid alone may be reused; together with its start time (opaque, from the system) it names one process. */
export interface ProcessIdentity {
  readonly pid: number
  readonly startTime: string
}

export interface SpawnRequest {
  /** Absolute path, or a name looked up in the `PATH` of `env`. */
  readonly file: string
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment: nothing of the host's own is inherited. */
  readonly env: Readonly<Record<string, string>>
  /** Set for long-lived processes (agents, terminals, gates): recorded so that a later host can reap them. */
  readonly owner?: string
  /** Scheduling niceness, 0 when absent. Agents and gates run niced so that the host stays responsive. */
  readonly nice?: number
}

export interface ExitStatus {
  readonly code: number | null
  readonly signal: string | null
  /** True when the process was lost with its supervisor, so that no exit code is known. */
  readonly lost: boolean
}

export interface ManagedProcess {
  readonly identity: ProcessIdentity
  readonly stdin: Writable
  readonly stdout: Readable
  readonly stderr: Readable
  /** Settles once, after the process ended and its output was read. Never rejects. */
  readonly exited: Promise<ExitStatus>
  /**
   * Ends the process and everything it started, descendants that left its group included:
   * closes stdin, waits `graceMs`, then SIGTERM, waits `graceMs`, then SIGKILL.
   * Resolves when nothing of it is left alive.
   */
  terminate(graceMs: number): Promise<void>
}

export type SpawnFailure = Failure<'spawn-not-found' | 'spawn-failed' | 'spawner-closed'>

export interface ReapedProcess {
  readonly identity: ProcessIdentity
  readonly owner: string
}

/**
 * In the environment of a process with an owner: the mark by which it and all it starts are found. A process
 * that keeps apart what it starts appends `/part` to the mark in the environment of each part.
 */
export const processMark = 'SWITCHYARD_PROCESS'

/** Starts processes without ever blocking the host on fork. */
export interface ProcessPort {
  spawn(request: SpawnRequest): Promise<Result<ManagedProcess, SpawnFailure>>
  /** True while exactly this process (same pid, same start time) is alive. */
  isAlive(identity: ProcessIdentity): boolean
  /** Ends what a host that died left running, judged by pid and start time; once, at start-up. */
  reap(): Promise<readonly ReapedProcess[]>
  /** Ends every process still running, and the spawner. */
  close(): Promise<void>
}

/** For a process that starts others on the host's behalf, and can't look for what left its sight. */
export interface PartEnder {
  /**
   * Ends whatever carries the mark of a running process with `/part` appended, descendants included: SIGTERM, waits
   * `graceMs`, SIGKILL. Resolves when nothing of it is left alive; at once where the process is no longer known.
   */
  endPart(identity: ProcessIdentity, part: string, graceMs: number): Promise<void>
}

/** What a process and everything it started have used since each began; it may fall when one of them ends. */
export interface ProcessUsage {
  /** Processor time, milliseconds, as finely as the system counts; null where it can't be known. */
  readonly cpuMs: number | null
  /** Bytes read and written, pipes included; null where it can't be known. */
  readonly ioBytes: number | null
  /** How many are alive, the process itself included. */
  readonly processes: number
  /** Whether the process itself is. */
  readonly alive: boolean
}

/** Tells whether a process that says nothing does anything. */
export interface ProcessMeter {
  /** A look at every process of the machine, made elsewhere than on the host's own thread. Never rejects. */
  usage(identity: ProcessIdentity): Promise<ProcessUsage>
}
