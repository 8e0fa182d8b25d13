import { createHash } from 'node:crypto'
import type { Dirent } from 'node:fs'
import { lstat, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { FilePrint, FilePrints, PrintQuery } from '../../ports/file-prints.ts'

const alwaysSkipped: ReadonlySet<string> = new Set(['.git', 'node_modules'])
const entriesSeen = 200_000
const largestBytes = 8 * 1024 * 1024
/** Read at the same time: few, since nobody waits for it. */
const atOnce = 8

export const localFilePrints: FilePrints = {
  async read(query) {
    const { folder, known, limit } = query
    const listed = await listWanted(query)
    if (typeof listed === 'string') return err(unreadable(folder, listed))
    const paths = listed.paths.slice(0, limit)
    const files = new Map<string, FilePrint>()
    for (let from = 0; from < paths.length; from += atOnce) {
      const part = paths.slice(from, from + atOnce)
      const prints = await Promise.all(part.map((path) => printOf(join(folder, path), known.get(path))))
      for (const [at, print] of prints.entries()) if (print !== null) files.set(part[at] ?? '', print)
    }
    return ok({ files, cut: listed.cut || listed.paths.length > limit })
  },
}

/** Paths in order, so that what a limit cuts off is the same in each look; or the system's code for the folder itself. */
async function listWanted(query: PrintQuery) {
  const paths: string[] = []
  const folders: string[] = []
  const top = await entriesOf(query.folder)
  if (typeof top === 'string') return top
  let seen = take(query, { below: '', entries: top }, { paths, folders })
  for (let below = folders.pop(); below !== undefined && seen < entriesSeen; below = folders.pop()) {
    const entries = await entriesOf(join(query.folder, below))
    // A folder that went meanwhile, or that nobody may read, has nothing to tell.
    if (typeof entries !== 'string') seen += take(query, { below: `${below}/`, entries }, { paths, folders })
  }
  return { paths: paths.sort(), cut: folders.length > 0 }
}

interface Inside {
  readonly below: string
  readonly entries: readonly Dirent[]
}

/** Answers how many were looked at. */
function take(
  { skipped, wanted }: PrintQuery,
  { below, entries }: Inside,
  into: { readonly paths: string[]; readonly folders: string[] },
): number {
  for (const entry of entries) {
    const path = `${below}${entry.name}`
    if (entry.isFile() && wanted(path)) into.paths.push(path)
    if (entry.isDirectory() && !alwaysSkipped.has(entry.name) && !skipped(path)) into.folders.push(path)
  }
  return entries.length
}

async function entriesOf(folder: string): Promise<readonly Dirent[] | string> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    return systemCode(error)
  }
}

/** Null for a file that is gone, or can't be read, by now. */
async function printOf(file: string, known: FilePrint | undefined): Promise<FilePrint | null> {
  try {
    const { ctimeMs, ino, mtimeMs, size } = await lstat(file)
    const stamp = `${size}:${mtimeMs}:${ctimeMs}:${ino}`
    if (known?.stamp === stamp) return known
    if (size > largestBytes) return { stamp, digest: stamp }
    const digest = createHash('sha256')
      .update(await readFile(file))
      .digest('base64url')
    return { stamp, digest: digest.slice(0, 22) }
  } catch (error) {
    systemCode(error)
    return null
  }
}

function unreadable(folder: string, code: string) {
  const missing = code === 'ENOENT' || code === 'ENOTDIR'
  const what = missing ? `${folder} is not there` : `${folder} can't be read (${code})`
  return failure(missing ? 'folder-missing' : 'folder-unreadable', `${what}. Its files are not watched meanwhile.`, {
    remedy: 'Bring the folder back, or allow reading it; it is looked for again by itself.',
    facts: { folder, code },
  })
}
