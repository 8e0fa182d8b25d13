import type { Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { decodePath } from '../parse/path-text.ts'
import { type DraftIndex, listModified, listPaths, refresh } from './draft-index.ts'
import { placeOnDisk } from './path-bytes.ts'
import { gitlinkMode, type TouchedPath, type TreeEntry } from './touched-paths.ts'

/** Paths of the person's own work, staged, modified, untracked or ignored, that the move would overwrite. */
export async function findPathsInTheWay(
  draft: DraftIndex,
  from: string,
  touched: readonly TouchedPath[],
): Promise<Result<readonly string[], GitFailure>> {
  const refreshed = await refresh(draft)
  if (!refreshed.ok) return refreshed
  const staged = await listPaths(draft, [
    'diff-index',
    '--cached',
    '-z',
    '--name-only',
    '--no-renames',
    '--no-ext-diff',
    '--end-of-options',
    from,
  ])
  if (!staged.ok) return staged
  const modified = await listModified(draft)
  if (!modified.ok) return modified
  const tracked = await listPaths(draft, ['ls-files', '-z'])
  if (!tracked.ok) return tracked
  const names = new Set(touched.map(({ path }) => path))
  const own = [...new Set([...staged.value, ...modified.value])]
  return ok([
    ...own.filter((path) => names.has(path) || overlapsAddition(path, touched)),
    ...(await unknownFiles(draft, touched, new Set(tracked.value))),
  ])
}

/** A folder where a file must go, or a file where a folder must go. */
function overlapsAddition(path: string, touched: readonly TouchedPath[]): boolean {
  return touched.some(
    ({ path: added, before, after }) =>
      before === null && after !== null && (path.startsWith(`${added}/`) || added.startsWith(`${path}/`)),
  )
}

async function unknownFiles(
  draft: DraftIndex,
  touched: readonly TouchedPath[],
  tracked: ReadonlySet<string>,
): Promise<readonly string[]> {
  const root = draft.checkout.path
  const fold = (path: string) => (draft.ignoreCase ? path.toLowerCase() : path)
  const leaving = new Set(touched.filter(({ after }) => after === null).map(({ path }) => fold(path)))
  const staying = new Map([...tracked].filter((path) => !leaving.has(fold(path))).map((path) => [fold(path), path]))
  const isKnown = (path: string) => tracked.has(path) || leaving.has(fold(path))
  const found: string[] = []
  for (const { path, before, after } of touched) {
    if (after === null || (before !== null && !isReplacedSubmodule(before, after))) continue
    const twin = staying.get(fold(path))
    if (twin !== undefined && twin !== path) found.push(twin)
    found.push(...(await obstacles(root, path, { isKnown, isGitlink: after.mode === gitlinkMode })))
  }
  return found
}

/** A submodule's folder holds a repository of its own, which no index entry protects. */
function isReplacedSubmodule(before: TreeEntry, after: TreeEntry): boolean {
  return before.mode === gitlinkMode && after.mode !== gitlinkMode
}

interface Known {
  isKnown(path: string): boolean
  readonly isGitlink: boolean
}

async function obstacles(root: string, path: string, known: Known): Promise<readonly string[]> {
  const parts = path.split('/')
  for (let depth = 1; depth < parts.length; depth += 1) {
    const parent = parts.slice(0, depth).join('/')
    const stats = await statOf(placeOnDisk(root, parent))
    if (stats === null) return []
    if (!stats.isDirectory()) return known.isKnown(parent) ? [] : [parent]
  }
  const stats = await statOf(placeOnDisk(root, path))
  if (stats === null) return []
  if (!stats.isDirectory()) return known.isKnown(path) ? [] : [path]
  // A submodule's folder is never touched, so what it holds is in nobody's way.
  return known.isGitlink ? [] : unknownBelow(root, path, known)
}

async function unknownBelow(root: string, folder: string, known: Known): Promise<readonly string[]> {
  const found: string[] = []
  for (const entry of await readdir(placeOnDisk(root, folder), { withFileTypes: true, encoding: 'buffer' })) {
    const path = `${folder}/${decodePath(entry.name)}`
    if (entry.isDirectory()) found.push(...(await unknownBelow(root, path, known)))
    else if (!known.isKnown(path)) found.push(path)
  }
  return found
}

async function statOf(path: string | Buffer): Promise<Stats | null> {
  try {
    return await lstat(path)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw error
  }
}
