import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { IdSource } from '../../ports/ids.ts'

/**
 * Names the event log, so that a client knows whether a sequence it remembers means anything here.
 * A log that starts anew gets a new name.
 */
export async function logName(dataFolder: string, log: { readonly sequence: number }, ids: IdSource): Promise<string> {
  const file = path.join(dataFolder, 'log-name')
  if (log.sequence > 0) {
    const known = await readFile(file, 'utf8').catch(() => '')
    if (known.trim() !== '') return known.trim()
  }
  const fresh = ids.next()
  const draft = `${file}.${fresh}`
  // A data folder that can't be written is served all the same; the name then lasts as long as the host.
  await writeFile(draft, `${fresh}\n`, { mode: 0o600 })
    .then(() => rename(draft, file))
    .catch(() => undefined)
  return fresh
}
