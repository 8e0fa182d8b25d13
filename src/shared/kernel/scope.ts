export type Close = () => void | Promise<void>

/**
 * Owns what has been opened. Register the closing in the same statement that opens, and
 * everything is closed once, in reverse order, whether start-up succeeded or not.
 */
export class Scope {
  readonly #closers: Close[] = []
  #closing: Promise<readonly unknown[]> | undefined

  get closed(): boolean {
    return this.#closing !== undefined
  }

  /** Registers how `resource` is closed and returns it. A scope already closed closes it at once. */
  own<T>(resource: T, close: (resource: T) => void | Promise<void>): T {
    const closer = () => close(resource)
    if (this.#closing === undefined) this.#closers.push(closer)
    else this.#closing = this.#closing.then(async (errors) => [...errors, ...(await settle(closer))])
    return resource
  }

  /** A scope that closes with this one, and may be closed before it. */
  child(): Scope {
    const child = new Scope()
    const closer = async () => void (await child.close())
    this.#closers.push(closer)
    child.#closers.push(() => {
      const at = this.#closers.indexOf(closer)
      if (at >= 0) this.#closers.splice(at, 1)
    })
    return child
  }

  /** Closes everything, newest first. Resolves with what the closers threw, oldest last. */
  close(): Promise<readonly unknown[]> {
    this.#closing ??= this.#closeAll()
    return this.#closing
  }

  async #closeAll(): Promise<readonly unknown[]> {
    const errors: unknown[] = []
    for (let closer = this.#closers.pop(); closer !== undefined; closer = this.#closers.pop()) {
      errors.push(...(await settle(closer)))
    }
    return errors
  }
}

async function settle(closer: Close): Promise<readonly unknown[]> {
  try {
    await closer()
    return []
  } catch (error) {
    return [error]
  }
}
