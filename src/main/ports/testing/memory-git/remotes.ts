/** Branches of remotes, by the address that several repositories may have. */
export class MemoryRemotes {
  readonly #places = new Map<string, Map<string, string>>()
  /** Addresses that take no push. */
  readonly closed = new Set<string>()

  /** Branches of what is kept at an address. */
  at(address: string): Map<string, string> {
    const place = this.#places.get(address) ?? new Map<string, string>()
    this.#places.set(address, place)
    return place
  }
}
