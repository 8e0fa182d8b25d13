const tails = new Map<string, Promise<unknown>>()

/** Runs work on one repository one after the other within this host; between hosts the locks on disk decide. */
export function serially<T>(key: string, work: () => Promise<T>): Promise<T> {
  const previous = tails.get(key) ?? Promise.resolve()
  const result = previous.then(work, work)
  tails.set(key, result)
  const forget = () => {
    if (tails.get(key) === result) tails.delete(key)
  }
  result.then(forget, forget)
  return result
}
