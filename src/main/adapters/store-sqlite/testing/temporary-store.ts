import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { StorePort } from '../../../ports/store.ts'
import { openSqliteStore, type SqliteStoreOptions } from '../open-sqlite-store.ts'

const workerEntry = new URL('../worker.ts', import.meta.url)

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export async function openStore(file: string, options: Partial<SqliteStoreOptions> = {}): Promise<StorePort> {
  const opened = await openSqliteStore({ workerEntry, now: () => 1_700_000_000_000, ...options, file })
  if (!opened.ok) throw new Error(opened.error.message)
  return opened.value
}

/** A store that is closed after the test. */
export async function openStoreHere(file: string, options: Partial<SqliteStoreOptions> = {}): Promise<StorePort> {
  const store = await openStore(file, options)
  onTestFinished(() => store.close())
  return store
}
