import { existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseFile } from '../../src/main/shells/compose/data-folder.ts'
import { Scope } from '../../src/shared/kernel/scope.ts'
import { dispatch } from './dispatch.ts'
import { openMemoryHost } from './memory-host.ts'

export interface EventStoreOptions {
  readonly dataFolder: string
  /** Threads on the board, all at rest. */
  readonly threads: number
  /** Length of the log, at least what the threads themselves took. */
  readonly events: number
}

/** A data folder as a long-used host leaves it: real threads, and a log of any length behind them. */
export async function makeEventStore({ dataFolder, events, threads }: EventStoreOptions): Promise<void> {
  const draft = `${dataFolder}.draft`
  if (existsSync(dataFolder)) return
  const scope = new Scope()
  const host = await openMemoryHost(
    {
      dataFolder: draft,
      pool: 8,
      repositories: ['/project'],
      script: ({ request }) => {
        host.git.write(request.folder, 'a.txt', `changed by ${request.owner}\n`)
        return { kind: 'stopped', stopReason: 'end_turn' }
      },
    },
    scope,
  )
  const numbers = Array.from({ length: threads }, (_, task) => task)
  const ids = await Promise.all(numbers.map((task) => dispatch(host.engine, task, '/project')))
  const ready = () => ids.every((id) => host.engine.model.thread.get(id)?.state.kind === 'ready')
  await host.engine.when(() => (ready() ? true : undefined))
  await host.engine.idle()
  await scope.close()
  lengthenLog(databaseFile(draft), { from: countEvents(draft), to: events, threads })
  renameSync(draft, dataFolder)
}

/** What agents of these threads would have reported over months, spread over all of them. */
function lengthenLog(
  file: string,
  log: { readonly from: number; readonly to: number; readonly threads: number },
): void {
  const database = new DatabaseSync(file)
  try {
    database
      .prepare(
        `WITH RECURSIVE more (n) AS (SELECT :from + 1 UNION ALL SELECT n + 1 FROM more WHERE n < :to)
         INSERT INTO events
         SELECT n, 1770000000000 + n, 'host', 'thread-' || (n % :threads) || '/1/' || n, NULL, 'thread',
           'thread-' || (n % :threads), 'thread.activity-changed',
           json_object('type', 'thread.activity-changed', 'id', 'thread-' || (n % :threads), 'activity',
             json_object('kind', 'running', 'detail', 'npm run check (' || n || ')')),
           'running'
         FROM more WHERE :from < :to`,
      )
      .run({ ':from': log.from, ':to': log.to, ':threads': log.threads })
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

export function countEvents(dataFolder: string): number {
  const database = new DatabaseSync(join(dataFolder, 'switchyard.db'), { readOnly: true })
  try {
    return Number(database.prepare('SELECT max(sequence) AS last FROM events').get()?.last ?? 0)
  } finally {
    database.close()
  }
}
