import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'

/**
 * The long-lived secret of a data folder, readable by its user only. It outlives the host, so that
 * a page stays signed in when the host restarts.
 */
export async function hostToken(dataFolder: string): Promise<string> {
  const file = path.join(dataFolder, 'token')
  const known = (await readFile(file, 'utf8').catch(() => '')).trim()
  if (/^[\w-]{43}$/.test(known)) return known
  const fresh = randomBytes(32).toString('base64url')
  const draft = `${file}.${process.pid}`
  // Where the folder can't be written the secret lasts as long as the host.
  await writeFile(draft, `${fresh}\n`, { mode: 0o600 })
    .then(() => rename(draft, file))
    .catch(() => undefined)
  return fresh
}
