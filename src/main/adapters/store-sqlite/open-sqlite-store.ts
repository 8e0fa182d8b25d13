import { Worker } from 'node:worker_threads'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import type { StorePort } from '../../ports/store.ts'
import { SqliteStore } from './sqlite-store.ts'
import type { OpenedStore, WorkerMessage, WorkerTask } from './wire.ts'
import { WorkerChannel } from './worker-channel.ts'

export interface SqliteStoreOptions {
  /** The database file; its folder is made where it is missing. */
  readonly file: string
  /** This folder's `worker.ts`, or what it was bundled to. */
  readonly workerEntry: URL | string
  /** Milliseconds since the epoch. */
  now(): number
  /** Milliseconds to wait for another process's lock; 250 when absent. */
  readonly busyTimeout?: number
  /** For tests: shared memory holding the number of pages the file may have (0: no limit), as a full disk. */
  readonly maxPageCount?: Int32Array<SharedArrayBuffer>
}

/**
 * Opens the store in a thread of its own. Fails only where there is no file and none can be made, or
 * where another process holds it; a newer, damaged or write-protected file opens read-only and says
 * why in `status`. A file that was not closed properly is checked in another thread while it serves.
 */
export async function openSqliteStore(
  options: SqliteStoreOptions,
): Promise<Result<StorePort, Failure<'store-unwritable' | 'store-locked'>>> {
  const worker = startWorker(options.workerEntry, {
    task: 'serve',
    file: options.file,
    openedAt: options.now(),
    busyTimeout: options.busyTimeout ?? 250,
    maxPageCount: options.maxPageCount ?? null,
  })
  const channel = new WorkerChannel(worker)
  const first = await firstMessage(worker)
  if (first.kind === 'refused') {
    await channel.end()
    return err(first.failure)
  }
  if (first.kind !== 'opened') throw new Error(`the store thread began with ${first.kind}`)
  return ok(serve(options, { worker, channel, opened: first.store }))
}

function serve(
  options: SqliteStoreOptions,
  parts: { readonly worker: Worker; readonly channel: WorkerChannel; readonly opened: OpenedStore },
): StorePort {
  const store = new SqliteStore(options.file, parts.channel, parts.opened)
  parts.worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'status') store.setStatus(message.status)
  })
  if (parts.opened.unclean) startCheck(options, store)
  return store
}

/** Never waited for: it may take seconds, and a host that ends meanwhile leaves the file marked unclean. */
function startCheck(options: SqliteStoreOptions, store: SqliteStore): void {
  const checker = startWorker(options.workerEntry, { task: 'check', file: options.file })
  checker.unref()
  firstMessage(checker)
    .then((message) => (message.kind === 'checked' ? store.noteChecked(message.damage) : undefined))
    // A check that could not run proves nothing: the file stays marked, the next start checks again.
    .catch(() => undefined)
}

function startWorker(entry: URL | string, task: WorkerTask): Worker {
  return new Worker(entry, { workerData: task, execArgv: [], env: {}, name: `store-${task.task}` })
}

function firstMessage(worker: Worker): Promise<WorkerMessage> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('the store thread ended before it answered')))
  })
}
