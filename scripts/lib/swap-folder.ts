import { renameSync, rmSync } from 'node:fs'

const OCCUPIED = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM'])

function attempt(action: () => void, expected: ReadonlySet<string>): boolean {
  try {
    action()
    return true
  } catch (error) {
    if (expected.has((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

/**
 * Puts the folder `fresh` in the place of `target`. What is there is always complete, though for a moment there may be
 * nothing; of several processes that swap at once the last wins and none fails.
 */
export function swapFolder(fresh: string, target: string): void {
  const aside = `${fresh}.old`
  for (let round = 0; round < 100; round++) {
    const done = attempt(() => renameSync(fresh, target), OCCUPIED)
    rmSync(aside, { recursive: true, force: true })
    if (done) return
    attempt(() => renameSync(target, aside), new Set(['ENOENT']))
  }
  throw new Error(`${target} could not be replaced: it is put back by another process each time`)
}
