import type { Dirent } from 'node:fs'
import { access, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { FolderEntry, FolderFailure, FolderResult } from '../../ports/folders.ts'

/** How many entries are looked at together: enough to be quick, few enough to leave threads for other reads. */
const atOnce = 32

const byName = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Only what is shown is looked at: the names and kinds of the rest come with the one reading of the folder. */
export async function listFolders(
  folder: string,
  limit: number,
): FolderResult<{ readonly entries: readonly FolderEntry[]; readonly truncated: boolean }> {
  const read = await readEntries(folder)
  if (!read.ok) return read
  const names = sorted(read.value.filter(mayBeFolder))
  const entries: FolderEntry[] = []
  let at = 0
  // Links to files count as looked at, so that a folder full of them doesn't hold the answer up.
  for (; at < Math.min(names.length, 2 * limit) && entries.length < limit; at += atOnce) {
    const looked = await Promise.all(names.slice(at, at + atOnce).map((entry) => lookAt(folder, entry)))
    entries.push(...looked.filter((entry) => entry !== null))
  }
  const truncated = at < names.length || entries.length > limit
  return ok({ entries: entries.slice(0, limit), truncated })
}

async function readEntries(folder: string) {
  try {
    return ok(await readdir(folder, { withFileTypes: true }))
  } catch (error) {
    return err(notListed(folder, systemCode(error)))
  }
}

/** A name that is no UTF-8 can't be told apart from its neighbours, nor opened by what is shown. */
function mayBeFolder(entry: Dirent): boolean {
  return (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.includes('\u{fffd}')
}

function sorted(entries: readonly Dirent[]): readonly Dirent[] {
  return [...entries].sort(
    (left, right) =>
      Number(left.name.startsWith('.')) - Number(right.name.startsWith('.')) ||
      byName.compare(left.name, right.name) ||
      (left.name < right.name ? -1 : 1),
  )
}

async function lookAt(folder: string, entry: Dirent): Promise<FolderEntry | null> {
  const { name } = entry
  const at = path.join(folder, name)
  if (entry.isSymbolicLink() && !(await leadsToFolder(at))) return null
  return { name, repository: name !== '.git' && (await isRepository(at)) }
}

/** Loops, dead links and links to where nobody may look lead nowhere. */
async function leadsToFolder(link: string): Promise<boolean> {
  const found = await stat(link).catch(() => null)
  return found?.isDirectory() === true
}

async function isRepository(folder: string): Promise<boolean> {
  if (await exists(path.join(folder, '.git'))) return true
  const parts = ['HEAD', 'objects', 'refs'].map((name) => exists(path.join(folder, name)))
  return (await Promise.all(parts)).every((found) => found)
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

function notListed(folder: string, code: string): FolderFailure {
  const facts = { folder, code }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const remedy = 'Check the path, or choose another folder.'
    return failure('folder-missing', `${folder} is no folder, or is not there.`, { remedy, facts })
  }
  const remedy = 'Choose a folder that you may read.'
  return failure('folder-unreadable', `The folder ${folder} can't be read (${code}).`, { remedy, facts })
}
