import { ok, type Result } from '../../../shared/kernel/result.ts'
import type { SecretFailure, Secrets } from '../secrets.ts'

/** A keychain that is gone with the process. */
export class MemorySecrets implements Secrets {
  readonly kept = new Map<string, string>()

  async read(name: string): Promise<Result<string | null, SecretFailure>> {
    return ok(this.kept.get(name) ?? null)
  }

  async write(name: string, value: string): Promise<Result<void, SecretFailure>> {
    this.kept.set(name, value)
    return ok(undefined)
  }

  async remove(name: string): Promise<Result<void, SecretFailure>> {
    this.kept.delete(name)
    return ok(undefined)
  }
}
