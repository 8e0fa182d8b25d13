import { constants } from 'node:fs'
import { lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { WorktreePlace } from '../../../ports/git.ts'
import { cloneDirectory } from './git-directories.ts'

const OID = /^([0-9a-f]{40}|[0-9a-f]{64})$/
const LIMIT = 4 * 1024 * 1024

/**
 * Where the agent's HEAD is, read as plain files: no git runs under what an agent can write. Null where there is
 * none (unborn), or where the agent's git directory isn't what Switchyard made: gone, moved, or taking objects
 * from elsewhere, which would let an agent read through the host what it may not read itself.
 */
export async function readAgentHead(place: WorktreePlace): Promise<string | null> {
  const directory = cloneDirectory(place)
  const found = await lstat(directory).catch(() => undefined)
  if (found?.isDirectory() !== true) return null
  const oid = await follow(directory, 'HEAD', 5)
  if (oid === null || oid === place.base) return oid
  const objects = join(directory, 'objects')
  return (await borrowsAsMade(objects, place)) && (await isWithoutLinks(objects, 2)) ? oid : null
}

/** An agent may have made its clone stand alone; borrowing from anywhere but the user's repository is refused. */
async function borrowsAsMade(objects: string, place: WorktreePlace): Promise<boolean> {
  const file = join(objects, 'info', 'alternates')
  if ((await lstat(file).catch(() => undefined)) === undefined) return true
  const lender = await readPlain(file)
  return (
    lender === '' ||
    (lender !== undefined && lender === (await readPlain(join(place.ledger, 'objects/info/alternates'))))
  )
}

async function isWithoutLinks(folder: string, depth: number): Promise<boolean> {
  if ((await lstat(folder).catch(() => undefined))?.isDirectory() !== true) return false
  const entries = await readdir(folder, { withFileTypes: true })
  for (const entry of entries) {
    if (
      entry.isDirectory() ? depth > 1 && !(await isWithoutLinks(join(folder, entry.name), depth - 1)) : !entry.isFile()
    ) {
      return false
    }
  }
  return true
}

async function follow(directory: string, name: string, depth: number): Promise<string | null> {
  const text = (await readPlain(join(directory, name)))?.trim()
  if (text === undefined) return packed(directory, name)
  if (OID.test(text)) return text
  const next = /^ref: (refs\/\S+)$/.exec(text)?.[1]
  if (next === undefined || depth === 0 || next.split('/').includes('..')) return null
  return follow(directory, next, depth - 1)
}

async function packed(directory: string, name: string): Promise<string | null> {
  const text = (await readPlain(join(directory, 'packed-refs'))) ?? ''
  const line = text.split('\n').find((each) => each.endsWith(` ${name}`))
  const oid = line?.slice(0, line.indexOf(' ')) ?? ''
  return OID.test(oid) ? oid : null
}

/** Undefined for what isn't a regular file of sensible size; never follows a link, never waits on a pipe. */
async function readPlain(path: string): Promise<string | undefined> {
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => undefined)
  if (file === undefined) return undefined
  try {
    const found = await file.stat()
    return found.isFile() && found.size <= LIMIT ? await file.readFile('utf8') : undefined
  } finally {
    await file.close()
  }
}
