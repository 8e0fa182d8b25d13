import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** Every file of a folder with a digest of its bytes; the shared-memory index is no data. */
export function digestFolder(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !name.endsWith('-shm'))
  return Object.fromEntries(names.sort().map((name) => [name, digestFile(join(folder, name))]))
}

function digestFile(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}

/** The files as a power cut would leave them while another process has them open. */
export function copyCrashed(file: string, target: string): void {
  for (const suffix of ['', '-wal']) {
    if (existsSync(file + suffix)) copyFileSync(file + suffix, target + suffix)
  }
}

/** Changes a closed store's file behind its back. */
export function tamper(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}
