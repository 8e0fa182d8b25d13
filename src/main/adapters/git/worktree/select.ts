import { constants } from 'node:fs'
import { access, lstat } from 'node:fs/promises'
import { isStorableName } from '../../../../shared/domain/worktree/storable-name.ts'
import type { OmittedPath } from '../../../ports/git.ts'
import { type SizeBudget, sizeOf } from './folder-size.ts'
import { bytesBelow, mayBeLink } from './path-rules.ts'
import type { Scan } from './scan.ts'

const LARGE_FILE_BYTES = 50 * 1024 * 1024
const LISTED = 200
const SIZED_FILES = 5_000
const AT_ONCE = 64

/** What of a scan goes into the tree, what leaves it, and what is only listed. */
export interface Selection {
  readonly store: readonly string[]
  readonly remove: readonly string[]
  readonly omitted: readonly OmittedPath[]
}

type Verdict =
  | { readonly kind: 'store' | 'remove' | 'skip' }
  | { readonly kind: 'omit'; readonly bytes: number; readonly reason: OmittedPath['reason']; readonly drop: boolean }

export async function selectPaths(folder: string, scan: Scan): Promise<Selection> {
  const tracked = new Set(scan.modified)
  const judged = await judgeAll(folder, [...scan.modified, ...scan.untracked])
  const store = judged.filter(({ verdict }) => verdict.kind === 'store').map(({ path }) => path)
  const left = judged.filter(({ path, verdict }) => tracked.has(path) && leavesTree(verdict)).map(({ path }) => path)
  const omitted = judged.flatMap(({ path, verdict }) =>
    verdict.kind === 'omit' ? [{ path, bytes: verdict.bytes, reason: verdict.reason }] : [],
  )
  return { store, remove: [...scan.removed, ...left], omitted: await withFolders(folder, scan, omitted) }
}

function leavesTree(verdict: Verdict): boolean {
  return verdict.kind === 'remove' || (verdict.kind === 'omit' && verdict.drop)
}

interface Judged {
  readonly path: string
  readonly verdict: Verdict
}

async function judgeAll(folder: string, paths: readonly string[]): Promise<readonly Judged[]> {
  const judged: Judged[] = []
  for (let at = 0; at < paths.length; at += AT_ONCE) {
    const slice = paths.slice(at, at + AT_ONCE)
    judged.push(...(await Promise.all(slice.map(async (path) => ({ path, verdict: await judge(folder, path) })))))
  }
  return judged
}

async function judge(folder: string, path: string): Promise<Verdict> {
  const bytes = bytesBelow(folder, path)
  const found = await lstat(bytes).catch(() => undefined)
  if (found === undefined) return { kind: 'remove' }
  // A folder took the file's place since the scan; the next checkpoint sees what is in it.
  if (found.isDirectory()) return { kind: 'skip' }
  const refused = { kind: 'omit', bytes: found.size, reason: 'not-storable', drop: true } as const
  if (!isStorableName(path)) return refused
  if (found.isSymbolicLink()) return mayBeLink(path) ? { kind: 'store' } : refused
  if (!found.isFile()) return refused
  // The last stored state of a file that grew too large, or became unreadable, stays in the tree.
  if (found.size > LARGE_FILE_BYTES) return { kind: 'omit', bytes: found.size, reason: 'too-large', drop: false }
  const readable = await access(bytes, constants.R_OK).then(
    () => true,
    () => false,
  )
  return readable ? { kind: 'store' } : { ...refused, drop: false }
}

async function withFolders(folder: string, scan: Scan, files: readonly OmittedPath[]): Promise<readonly OmittedPath[]> {
  const folders = [
    ...scan.nested.map((path) => ({ path, reason: 'nested-repository' as const })),
    ...scan.ignored.map((path) => ({ path, reason: 'ignored' as const })),
  ]
  const budget: SizeBudget = { left: SIZED_FILES }
  const omitted = files.slice(0, LISTED)
  for (const { path, reason } of folders.slice(0, LISTED - omitted.length)) {
    const name = path.replace(/\/$/, '')
    omitted.push({ path: name, bytes: await sizeOf(bytesBelow(folder, name), budget), reason })
  }
  return omitted
}
