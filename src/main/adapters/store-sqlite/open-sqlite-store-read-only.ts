import type { Failure } from '../../../shared/kernel/failure.ts'
import { ok, type Result } from '../../../shared/kernel/result.ts'
import type { StorePort } from '../../ports/store.ts'
import { answer } from './answer.ts'
import type { Channel } from './channel.ts'
import { migrations } from './migrations/all.ts'
import { openDatabaseToRead } from './open-database.ts'
import { Session } from './session.ts'
import { SqliteStore } from './sqlite-store.ts'
import type { Answer, Question, StoreCall } from './wire.ts'

/**
 * For a process that asks and ends, beside no host: no thread, no recovery, nothing created or
 * written. A missing file answers an empty model; every write is refused.
 */
export async function openSqliteStoreReadOnly(options: {
  readonly file: string
}): Promise<Result<StorePort, Failure<'store-unwritable' | 'store-locked'>>> {
  const opened = openDatabaseToRead({ file: options.file, migrations, busyTimeout: 250 })
  if (!opened.ok) return opened
  const session = new Session(opened.value, {
    file: options.file,
    busyTimeout: 250,
    onStatus: () => undefined,
    maxPageCount: null,
  })
  return ok(new SqliteStore(options.file, new LocalChannel(session), opened.value))
}

class LocalChannel implements Channel {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  async ask<Call extends StoreCall>(call: Call, body: Question<Call>): Promise<Answer<Call>> {
    return answer(this.#session, call, body)
  }

  async end(): Promise<void> {
    // There is no thread to free.
  }
}
