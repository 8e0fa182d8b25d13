import type { ProcessIdentity } from './process.ts'

/** Tells processes apart across reuse of pids, without being able to start or end any. */
export interface ProcessIdentities {
  /** This process itself. */
  own(): ProcessIdentity
  /** True while exactly this process (same pid, same start time) is alive; a zombie is not. */
  isAlive(identity: ProcessIdentity): boolean
}
