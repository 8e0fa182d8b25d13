import { lstat, mkdir, open, realpath, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { Place } from './places.ts'
import { isWithin } from './read-text.ts'

export type WriteFailure = Failure<'file-unwritable'>

/** Puts a text into a file of the folder in one step; it is on the disk when this returns. Links are not followed. */
export async function replaceText(place: Place, file: string, text: string): Promise<Result<void, WriteFailure>> {
  // Not seen as an automation should a host be killed here; the next save writes over it.
  const draft = join(place.folder, `.${basename(file)}.new`)
  try {
    if (!(await isOurs(place))) return err(unwritable(file, 'a folder on the way leads elsewhere'))
    await mkdir(place.folder, { recursive: true })
    if (await isLink(file)) return err(unwritable(file, 'it is a link'))
    await writeDurably(draft, text)
    await rename(draft, file)
    return ok(undefined)
  } catch (error) {
    await rm(draft, { force: true })
    return err(unwritable(file, systemCode(error)))
  }
}

/** Whether the folder, or as much of it as is there, lies where it seems to. */
async function isOurs({ folder, inside }: Place): Promise<boolean> {
  const top = await realpath(inside)
  for (let there = folder; there !== dirname(there); there = dirname(there)) {
    const real = await realOf(there)
    if (real !== null) return isWithin(real, top)
  }
  return false
}

async function realOf(folder: string): Promise<string | null> {
  try {
    return await realpath(folder)
  } catch (error) {
    if (systemCode(error) === 'ENOENT' && !(await isLink(folder))) return null
    throw error
  }
}

async function isLink(file: string): Promise<boolean> {
  try {
    return (await lstat(file)).isSymbolicLink()
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false
    throw error
  }
}

async function writeDurably(draft: string, text: string): Promise<void> {
  await rm(draft, { force: true })
  const handle = await open(draft, 'wx')
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

export function unwritable(file: string, why: string): WriteFailure {
  return failure('file-unwritable', `${file} can't be written (${why}); what was there is kept.`, {
    remedy: 'Check free space and permissions, then try again.',
    facts: { file },
  })
}
