import { lstat, readdir } from 'node:fs/promises'

/** How many files may still be looked at; shared by all folders of one checkpoint so that its time is bounded. */
export interface SizeBudget {
  left: number
}

/** Bytes of a file, or of everything below a folder without following links; a lower bound once the budget is spent. */
export async function sizeOf(path: Buffer, budget: SizeBudget): Promise<number> {
  const pending = [path]
  let bytes = 0
  for (let at = pending.pop(); at !== undefined && budget.left > 0; at = pending.pop()) {
    budget.left -= 1
    // What vanishes or can't be read meanwhile counts nothing.
    const found = await lstat(at).catch(() => undefined)
    if (found?.isDirectory() !== true) {
      bytes += found?.size ?? 0
      continue
    }
    const names = await readdir(at, { encoding: 'buffer' }).catch(() => [])
    for (const name of names) pending.push(Buffer.concat([at, Buffer.from('/'), name]))
  }
  return bytes
}
