import { constants } from 'node:fs'
import { copyFile, open, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { stampText } from './read-file.ts'

/**
 * Replaces the file in one step, on the disk when this returns, for its user only. A link stays a link: what it
 * leads to is replaced. Answers the stamp of what was written; throws what the system says.
 */
export async function replaceFile(file: string, text: string): Promise<string> {
  const target = await leadsTo(file)
  // Always the same, so that a host that is killed here leaves one at most; the next save writes over it.
  const draft = `${target}.new`
  try {
    const stamp = await writeDraft(draft, text)
    await rename(draft, target)
    await syncPath(dirname(target))
    return stamp
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

/** A copy beside the file that overwrites nothing, on the disk when this returns; its path. */
export async function copyAside(file: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const copy = join(dirname(file), asideName(file, number))
    try {
      await copyFile(file, copy, constants.COPYFILE_EXCL)
      await syncPath(copy)
      return copy
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error
    }
  }
}

/** Whether `name` is one that `copyAside` gives to a copy of the file. */
export function isAside(file: string, name: string): boolean {
  const [before, after] = asideName(file, 0).split('0')
  return name.startsWith(before ?? '') && name.endsWith(after ?? '')
}

function asideName(file: string, number: number): string {
  return basename(file).replace(/(\.\w+)?$/, `.damaged-${number}$1`)
}

async function writeDraft(draft: string, text: string): Promise<string> {
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
    return stampText(await handle.stat({ bigint: true }))
  } finally {
    await handle.close()
  }
}

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function leadsTo(file: string): Promise<string> {
  try {
    return await realpath(file)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
    return file
  }
}
