import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'
import type { ProcessIdentity } from './process.ts'

/** How clients reach a host. The token is as secret as the lock's file is: readable by its user only. */
export interface HostAddress {
  readonly url: string
  readonly token: string
}

export interface HostOwner {
  readonly identity: ProcessIdentity
  /** Null until the host has published where it listens. */
  readonly address: HostAddress | null
}

/** `host-running` carries the facts `pid`, `url` (null until published) and `lockFile`, never the token. */
export type AcquireFailure = Failure<'host-running' | 'data-unwritable'>
export type PublishFailure = Failure<'host-lock-lost' | 'data-unwritable'>

/** The right to be the one host of a data folder; ends with the process, however it ends. */
export interface HostLock {
  /** Tells clients where this host listens. */
  publish(address: HostAddress): Promise<Result<void, PublishFailure>>
  /** Gives the folder free, unless the lock has gone to another host. */
  release(): Promise<void>
}

export interface HostLockPort {
  /** Creates the folder (for this user only) when it is missing, and takes over the lock of a host that died. */
  acquire(folder: string): Promise<Result<HostLock, AcquireFailure>>
  /** The live host of the folder; null when there is none. */
  owner(folder: string): Promise<HostOwner | null>
}
