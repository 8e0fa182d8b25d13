import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

export type SecretFailure = Failure<'secrets-unavailable' | 'secrets-failed'>

/** The keychain of the system. What it gives is never written to a file, a log, an event or the database. */
export interface Secrets {
  /** Null where nothing is kept under that name. */
  read(name: string): Promise<Result<string | null, SecretFailure>>
  write(name: string, value: string): Promise<Result<void, SecretFailure>>
  remove(name: string): Promise<Result<void, SecretFailure>>
}
