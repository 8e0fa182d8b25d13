import { lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { FolderChanges } from '../../ports/folder-changes.ts'

/** Looked at in one walk; a look takes some tens of milliseconds of the threads that read files, none of the host's. */
const mostEntries = 20_000

const skipped = new Set(['.git', 'node_modules'])

export const localFolderChanges: FolderChanges = { changedSince }

async function changedSince(folder: string, since: number): Promise<boolean> {
  const waiting = [folder]
  let left = mostEntries
  for (let next = waiting.shift(); next !== undefined && left > 0; next = waiting.shift()) {
    const entries = await entriesOf(next)
    const files = entries.filter((entry) => !entry.isDirectory()).slice(0, left)
    left -= entries.length
    const paths = [next, ...files.map((entry) => path.join(entry.parentPath, entry.name))]
    if (await someSince(paths, since)) return true
    for (const entry of entries) {
      if (entry.isDirectory() && !skipped.has(entry.name)) waiting.push(path.join(entry.parentPath, entry.name))
    }
  }
  return false
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    systemCode(error)
    return []
  }
}

async function someSince(paths: readonly string[], since: number): Promise<boolean> {
  const times = await Promise.all(paths.map(timeOf))
  return times.some((time) => time > since)
}

/** A removed file counts by its folder, whose time changes with it. */
async function timeOf(file: string): Promise<number> {
  try {
    const { mtimeMs, ctimeMs } = await lstat(file)
    return Math.max(mtimeMs, ctimeMs)
  } catch (error) {
    systemCode(error)
    return 0
  }
}
