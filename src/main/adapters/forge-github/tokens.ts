import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ForgeFailure } from '../../ports/forge.ts'
import type { ProcessPort } from '../../ports/process.ts'
import type { SecretFailure, Secrets } from '../../ports/secrets.ts'
import { isLoopback } from './address.ts'
import { signedOut } from './failures.ts'
import { tokenOfGh } from './gh-token.ts'
import { tokenEntry } from './token-entry.ts'

export interface TokenOptions {
  readonly secrets: Secrets
  readonly processes: Pick<ProcessPort, 'spawn'>
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
}

export interface FoundToken {
  readonly token: string
  /** `keychain`, `gh`, or the name of a variable. */
  readonly from: string
}

/** A token that was not accepted is tried again after so long, in milliseconds: a server may have been in trouble. */
const refusedForMs = 300_000

/** Tokens as long as the host runs: kept in memory only, and in nothing that could be printed. */
export class Tokens {
  readonly #options: TokenOptions
  readonly #found = new Map<string, Promise<FoundToken | null>>()
  /** When, on the monotonic clock. */
  readonly #refused = new Map<string, number>()

  constructor(options: TokenOptions) {
    this.#options = options
  }

  async find(host: string): Promise<Result<FoundToken, ForgeFailure>> {
    const kept = this.#found.get(host) ?? this.#search(host)
    this.#found.set(host, kept)
    const found = await kept
    if (found === null && this.#found.get(host) === kept) this.#found.delete(host)
    return found === null ? err(signedOut(host)) : ok(found)
  }

  /** It was not accepted: another one is looked for. */
  refuse(host: string, token: string): void {
    this.#refused.set(token, this.#options.clock.monotonic())
    this.#found.delete(host)
  }

  forget(): void {
    this.#refused.clear()
    this.#found.clear()
  }

  /** Into the keychain of the system, and nowhere else where there is none. */
  async keep(host: string, token: string): Promise<Result<void, SecretFailure>> {
    const kept = await this.#options.secrets.write(tokenEntry(host), token)
    if (kept.ok) this.forget()
    return kept
  }

  async #search(host: string): Promise<FoundToken | null> {
    const { environment, secrets } = this.#options
    const override = environment.SWITCHYARD_GITHUB_API
    // A server of a test's own gets no token of the person's.
    if (override === undefined || !isLoopback(override)) {
      const kept = await secrets.read(tokenEntry(host))
      if (kept.ok && this.#usable(kept.value)) return { token: kept.value, from: 'keychain' }
      const ofGh = await tokenOfGh(host, this.#options)
      if (this.#usable(ofGh)) return { token: ofGh, from: 'gh' }
    }
    for (const from of variablesFor(host, environment.GH_HOST)) {
      const token = environment[from]?.trim() ?? null
      if (this.#usable(token)) return { token, from }
    }
    return null
  }

  #usable(token: string | null): token is string {
    if (token === null || !/^[\x21-\x7e]{1,1000}$/.test(token)) return false
    const refusedAt = this.#refused.get(token)
    return refusedAt === undefined || this.#options.clock.monotonic() - refusedAt > refusedForMs
  }
}

/** A variable names no server: its token goes only to those of GitHub, and to the one that `GH_HOST` names. */
function variablesFor(host: string, named: string | undefined): readonly string[] {
  if (host === 'github.com' || host.endsWith('.ghe.com')) return ['GH_TOKEN', 'GITHUB_TOKEN']
  return host === named?.toLowerCase() ? ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'] : []
}
