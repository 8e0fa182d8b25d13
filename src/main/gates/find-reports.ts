import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const deepest = 8
const entriesSeen = 20_000
const filesRead = 100
const largestBytes = 4 * 1024 * 1024
/** Of all that are read together; they lie in memory at once. */
const totalBytes = 16 * 1024 * 1024
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv'])

/**
 * Looks at the XML files below a folder before something runs there; what it returns reads those that are new or changed
 * since. A gate that writes them where git sees them changes the tree and is voided, so only ignored ones come to count.
 * Never follows links.
 */
export async function watchReports(folder: string): Promise<() => Promise<readonly string[]>> {
  const before = await filesBelow(folder)
  return async () => {
    const changed = [...(await filesBelow(folder))].filter(([path, stamp]) => before.get(path) !== stamp)
    const texts: string[] = []
    let left = totalBytes
    for (const [path] of changed.slice(0, filesRead)) {
      const text = await readFile(path, 'utf8').catch(() => '')
      left -= text.length
      if (left < 0) break
      texts.push(text)
    }
    return texts.filter((text) => text.includes('<testsuite'))
  }
}

interface Search {
  seen: number
  /** By path, what changes when the file does. */
  readonly found: Map<string, string>
}

async function filesBelow(folder: string): Promise<ReadonlyMap<string, string>> {
  const search: Search = { seen: 0, found: new Map() }
  await searchIn(folder, 0, search)
  return search.found
}

async function searchIn(folder: string, depth: number, search: Search): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): readonly Dirent[] => [])
  for (const entry of [...entries].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    search.seen += 1
    if (search.seen > entriesSeen) return
    const path = join(folder, entry.name)
    if (entry.isDirectory() && depth < deepest && !skipped.has(entry.name)) await searchIn(path, depth + 1, search)
    else if (entry.isFile() && /\.xml$/i.test(entry.name)) await note(path, search)
  }
}

async function note(path: string, search: Search): Promise<void> {
  const facts = await lstat(path, { bigint: true }).catch(() => null)
  if (facts === null || facts.size > largestBytes || !facts.isFile()) return
  search.found.set(path, `${facts.ino} ${facts.mtimeNs} ${facts.size}`)
}
