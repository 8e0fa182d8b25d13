import type { GitPort } from '../../../src/main/ports/git.ts'

export interface OrderedGit {
  readonly git: GitPort
  /** Operations begun so far. */
  readonly calls: () => number
  /** Resolves when none is under way. */
  idle(): Promise<void>
}

/** Lets one operation run after the other in the order in which they were asked for, so that a run can be repeated. */
export function oneAtATime(port: GitPort): OrderedGit {
  let calls = 0
  let last: Promise<unknown> = Promise.resolve()
  const ordered =
    (operation: (...args: readonly unknown[]) => Promise<unknown>) =>
    (...args: readonly unknown[]) => {
      calls += 1
      const result = last.then(() => operation(...args))
      last = result.then(ignore, ignore)
      return result
    }
  const entries = Object.entries(port).map(([name, operation]) => [name, ordered(operation)])
  return {
    git: Object.fromEntries(entries),
    calls: () => calls,
    async idle() {
      for (let seen: unknown; seen !== last; ) {
        seen = last
        await last
      }
    },
  }
}

/** Whoever asked hears of it. */
const ignore = () => undefined
