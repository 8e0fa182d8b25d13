import type { Clock } from '../../ports/clock.ts'
import { FailureBudget } from './failure-budget.ts'
import { derivedSecret, randomSecret, sameSecret } from './secrets.ts'

/** Codes that may wait to be used; the oldest gives way. */
const unusedCodes = 16

/**
 * Who may come in: holders of the host's long-lived token (the command line), and pages that
 * exchanged a single-use code for a session token. A session token is derived from the host's, so
 * that a page stays signed in when the host restarts and nothing has to be stored.
 */
export class Access {
  readonly #hostToken: string
  readonly #codes = new Set<string>()
  readonly #budget: FailureBudget

  constructor(hostToken: string, clock: Clock) {
    this.#hostToken = hostToken
    this.#budget = new FailureBudget(clock)
  }

  /** Too many attempts failed just now. */
  get blocked(): boolean {
    return this.#budget.exhausted
  }

  /** A fresh code for an address; whoever opens it first gets a session. */
  issueCode(): string {
    const code = randomSecret()
    this.#codes.add(code)
    for (const oldest of this.#codes) {
      if (this.#codes.size <= unusedCodes) break
      this.#codes.delete(oldest)
    }
    return code
  }

  /** The session token for a code, once; null for a wrong or used one. */
  redeem(code: string): string | null {
    let found: string | null = null
    for (const open of this.#codes) if (sameSecret(open, code)) found = open
    if (found === null) {
      this.#budget.spend()
      return null
    }
    this.#codes.delete(found)
    const name = randomSecret()
    return `${name}.${derivedSecret(this.#hostToken, name)}`
  }

  admits(token: string): boolean {
    const [name = '', proof = ''] = token.split('.')
    const isHost = sameSecret(token, this.#hostToken)
    const isSession = sameSecret(proof, derivedSecret(this.#hostToken, name))
    if (isHost || isSession) return true
    this.#budget.spend()
    return false
  }
}
