import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, ReferenceClaim, ReferenceClaims, RemoteClaim } from '../../git.ts'

/** Claims by place: a repository's git directory, or the address of a remote that several repositories have. */
export class MemoryClaims implements ReferenceClaims {
  readonly #places = new Map<string, Map<string, string>>()
  readonly #addressOf: (gitDirectory: string, remote: string) => string | undefined
  /** Addresses that take no push. */
  readonly closed = new Set<string>()

  constructor(addressOf: (gitDirectory: string, remote: string) => string | undefined) {
    this.#addressOf = addressOf
  }

  async claimReference({ gitDirectory, name, text }: ReferenceClaim): GitResult<'ours' | 'taken'> {
    return ok(this.#claim(gitDirectory, name, text))
  }

  async claimAtRemote({ gitDirectory, name, remote, text }: RemoteClaim) {
    const address = this.#addressOf(gitDirectory, remote)
    if (address === undefined) return ok('no-remote' as const)
    if (this.closed.has(address) && this.#at(address).get(name) === undefined) return ok('refused' as const)
    return ok(this.#claim(address, name, text))
  }

  async releaseReference({ gitDirectory, name, remote, text }: RemoteClaim): GitResult<void> {
    const address = this.#addressOf(gitDirectory, remote)
    for (const place of address === undefined ? [gitDirectory] : [gitDirectory, address]) {
      if (this.#at(place).get(name) === text) this.#at(place).delete(name)
    }
    return ok(undefined)
  }

  #claim(place: string, name: string, text: string): 'ours' | 'taken' {
    const claims = this.#at(place)
    const holder = claims.get(name)
    if (holder === undefined) claims.set(name, text)
    return (holder ?? text) === text ? 'ours' : 'taken'
  }

  #at(place: string): Map<string, string> {
    const claims = this.#places.get(place) ?? new Map<string, string>()
    this.#places.set(place, claims)
    return claims
  }
}
