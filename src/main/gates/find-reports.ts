import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

const deepest = 8
const entriesSeen = 20_000
const filesRead = 100
const largestBytes = 4 * 1024 * 1024
/** File systems keep times more coarsely than clocks do. */
const slackMs = 1000
const skipped: ReadonlySet<string> = new Set(['.git', 'node_modules', '.venv'])

/**
 * Texts of the XML reports below a folder that were written since `sinceMs`, in milliseconds since the epoch. A gate that
 * writes them where git sees them changes the tree and is voided, so only ignored ones come to count. Never follows links.
 */
export async function findReports(folder: string, sinceMs: number): Promise<readonly string[]> {
  const search = { seen: 0, since: sinceMs - slackMs, found: [] as string[] }
  await searchIn(folder, 0, search)
  return search.found
}

interface Search {
  seen: number
  readonly since: number
  readonly found: string[]
}

async function searchIn(folder: string, depth: number, search: Search): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((): readonly Dirent[] => [])
  for (const entry of [...entries].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    search.seen += 1
    if (search.seen > entriesSeen || search.found.length >= filesRead) return
    const path = join(folder, entry.name)
    if (entry.isDirectory() && depth < deepest && !skipped.has(entry.name)) await searchIn(path, depth + 1, search)
    else if (entry.isFile() && /\.xml$/i.test(entry.name)) await look(path, search)
  }
}

async function look(path: string, search: Search): Promise<void> {
  const facts = await lstat(path).catch(() => null)
  if (facts === null || facts.mtimeMs < search.since || facts.size > largestBytes || !facts.isFile()) return
  const text = await readFile(path, 'utf8').catch(() => '')
  if (text.includes('<testsuite')) search.found.push(text)
}
