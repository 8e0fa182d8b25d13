import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ForgeFailure } from '../../ports/forge.ts'
import { apiBase } from './address.ts'
import { type Answer, type Ask, type Client, createClient } from './client.ts'
import type { FoundToken, Tokens } from './tokens.ts'

export interface ServerOptions {
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  /** How long an answer may take, in milliseconds; 30 seconds when absent. */
  readonly limitMs?: number
  /** What a second of pacing and trying again lasts, in milliseconds, for tests. */
  readonly secondMs?: number
  /** Limiters in the place of the library's, for tests: theirs keep seconds between writes. */
  readonly limiters?: object
}

/** Limits that are waited out are no longer than this, in seconds. */
const waitOut = 10

/** Asks servers with the token that is found for each; one that is not accepted is replaced where there is another. */
export class GithubServers {
  readonly #options: ServerOptions
  readonly #tokens: Tokens
  readonly #clients = new Map<string, Client>()

  constructor(options: ServerOptions, tokens: Tokens) {
    this.#options = options
    this.#tokens = tokens
  }

  async ask(host: string, ask: Ask): Promise<Result<Answer & { readonly from: FoundToken['from'] }, ForgeFailure>> {
    const client = this.#client(host)
    if (!client.ok) return client
    for (;;) {
      const found = await this.#tokens.find(host)
      if (!found.ok) return found
      const { from, token } = found.value
      const answer = await client.value(ask, token)
      if (answer.ok) return ok({ ...answer.value, from })
      if (answer.error.code !== 'forge-signed-out') return err(answer.error)
      // Each round takes one token out of the search, so that it ends.
      this.#tokens.refuse(host, token)
    }
  }

  #client(host: string): Result<Client, ForgeFailure> {
    const known = this.#clients.get(host)
    if (known !== undefined) return ok(known)
    const { clock, environment, limiters = {}, limitMs = 30_000, secondMs = 1000 } = this.#options
    const base = apiBase(host, environment.SWITCHYARD_GITHUB_API)
    if (!base.ok) return base
    const client = createClient({ base: base.value, host, clock, limitMs, limiters, secondMs, waitOut })
    this.#clients.set(host, client)
    return ok(client)
  }
}
