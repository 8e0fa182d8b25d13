import type { Stats } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { systemCode } from '../../../shared/kernel/system-code.ts'

export interface Listed {
  /** By name, what changes when the file does. */
  readonly files: ReadonlyMap<string, string>
  /** By name, what changes when another folder takes its place. */
  readonly folders: ReadonlyMap<string, string>
  /** More was there than may be looked at. */
  readonly cut: boolean
}

const skipped = new Set(['.git', 'node_modules'])

/** What one folder holds, at most `limit` entries; or the system's code where it can't be read. */
export async function listDirectory(folder: string, limit: number): Promise<Listed | string> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const seen = entries.slice(0, limit)
    const folders = seen.filter((entry) => entry.isDirectory() && !skipped.has(entry.name))
    const files = seen.filter((entry) => !entry.isDirectory())
    const [stamps, ids] = await Promise.all([stamped(folder, files, stampOf), stamped(folder, folders, idOf)])
    return { files: stamps, folders: ids, cut: seen.length < entries.length }
  } catch (error) {
    return systemCode(error)
  }
}

async function stamped(
  folder: string,
  entries: readonly { readonly name: string }[],
  stamp: (stats: Stats) => string,
): Promise<ReadonlyMap<string, string>> {
  return new Map(
    await Promise.all(entries.map(async ({ name }) => [name, await statsOf(join(folder, name), stamp)] as const)),
  )
}

/** Of a link its own, not those of what it leads to. */
async function statsOf(file: string, stamp: (stats: Stats) => string): Promise<string> {
  try {
    return stamp(await lstat(file))
  } catch (error) {
    return systemCode(error)
  }
}

function stampOf({ ctimeMs, ino, mtimeMs, size }: Stats): string {
  return `${ino}:${mtimeMs}:${ctimeMs}:${size}`
}

function idOf({ dev, ino }: Stats): string {
  return `${dev}:${ino}`
}
