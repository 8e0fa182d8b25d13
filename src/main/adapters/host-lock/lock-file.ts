import { link, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { formatRecord, type LockContent, type LockRecord, parseRecord } from './lock-record.ts'

export const draftPrefix = 'host.lock.draft.'

export async function readLock(file: string): Promise<LockContent> {
  try {
    return parseRecord(await readFile(file, 'utf8'))
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return { kind: 'none' }
    throw error
  }
}

/** False when there is a file already. */
export async function createLock(file: string, record: LockRecord): Promise<boolean> {
  const draft = await writeDraft(file, record)
  try {
    await link(draft, file)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

/** For those only who have the right to the file: nobody is asked. */
export async function replaceLock(file: string, record: LockRecord): Promise<void> {
  const draft = await writeDraft(file, record)
  try {
    await rename(draft, file)
  } finally {
    await rm(draft, { force: true })
  }
}

export async function removeLock(file: string, id: string): Promise<void> {
  const found = await readLock(file)
  if (found.kind === 'record' && found.id === id) await rm(file, { force: true })
}

/** Whose draft it is stands in its name, so that those of dead processes can be removed. */
async function writeDraft(file: string, record: LockRecord): Promise<string> {
  const { pid, startTime } = record.identity
  const draft = join(dirname(file), `${draftPrefix}${pid}.${Buffer.from(startTime).toString('hex')}.${record.id}`)
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(formatRecord(record))
    // Else a power cut may leave the name with nothing in it.
    await handle.sync()
  } finally {
    await handle.close()
  }
  return draft
}
