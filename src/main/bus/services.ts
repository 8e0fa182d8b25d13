import type { ContractVersion } from '../../shared/domain/contracts/state.ts'
import type { Proof } from '../../shared/domain/verification/state.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { ContractVersionId, ThreadId } from '../../shared/kernel/ids.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { Clock } from '../ports/clock.ts'
import type { BusEngine } from './bus-engine.ts'
import type { Inbox } from './inbox.ts'

/** A test that a verifier wrote against somebody's work. */
export interface TestToTry {
  /** The verifier. */
  readonly thread: ThreadId
  /** Whose work it is about. */
  readonly about: ThreadId
  /** Names the run of it; the same for a call that is repeated. */
  readonly entry: string
  /** Relative to the project. */
  readonly path: string
  readonly content: string
  readonly command: string
}

export interface BusServices {
  readonly engine: BusEngine
  readonly clock: Pick<Clock, 'after' | 'now'>
  readonly inbox: Inbox
  /** Ids of the agents that a task can name. */
  readonly agents: () => Promise<readonly string[]>
  /** Whether a thread's files differ from those it started from; undefined where that can't be told now. */
  readonly changed: (thread: ThreadId) => Promise<boolean | undefined>
  /** A version of a contract that may have left the live model; null where there is none. */
  readonly contractVersion: (id: ContractVersionId) => Promise<ContractVersion | null>
  /** Runs a test on a copy of the work; fails where it can't be run. */
  readonly tryTest: (test: TestToTry) => Promise<Result<Proof, Failure>>
}
