import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import { type McpServer, RequestError } from '@agentclientprotocol/sdk'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import { Session } from './session.ts'
import type { SessionRecord } from './session-record.ts'
import { SessionStore, type StoredSession } from './session-store.ts'

export interface SessionPlace {
  readonly cwd: string
  readonly servers: readonly McpServer[]
}

interface Loaded {
  readonly session: Session
  readonly records: readonly SessionRecord[]
}

/** The sessions in use by this process, and the stored ones behind them. */
export class Sessions {
  readonly #store: SessionStore
  readonly #seed: string
  readonly #open = new Map<string, Session>()

  constructor(folder: string, seed: string) {
    this.#store = new SessionStore(folder, seed)
    this.#seed = seed
  }

  async create(place: SessionPlace): Promise<Result<Session, RequestError>> {
    const folder = await checkFolder(place.cwd)
    return folder.ok
      ? ok(this.#keep(new Session(this.#store.create(place.cwd), { ...place, seed: this.#seed })))
      : folder
  }

  /** Opens a stored session anew, ending what still ran for it here. */
  async load(id: string, place: SessionPlace): Promise<Result<Loaded, RequestError>> {
    const folder = await checkFolder(place.cwd)
    if (!folder.ok) return folder
    await this.close(id)
    const stored = this.#store.open(id)
    if (stored === null) return err(RequestError.sessionNotFound(id))
    const session = new Session(stored.file, { ...place, seed: this.#seed }, stored.records)
    if (session.state.cwd !== place.cwd) session.record({ kind: 'opened', cwd: place.cwd })
    return ok({ session: this.#keep(session), records: stored.records })
  }

  /** A new session that begins with everything the other has behind it. */
  async fork(id: string, place: SessionPlace): Promise<Result<Session, RequestError>> {
    const origin = this.#store.open(id)
    if (origin === null) return err(RequestError.sessionNotFound(id))
    origin.file.close()
    const created = await this.create(place)
    if (created.ok) created.value.record(...origin.records.filter((record) => record.kind !== 'opened'))
    return created
  }

  list(): readonly StoredSession[] {
    return this.#store.list()
  }

  find(id: string): Result<Session, RequestError> {
    const session = this.#open.get(id)
    return session === undefined ? err(RequestError.sessionNotFound(id)) : ok(session)
  }

  /** False when it wasn't in use. */
  async close(id: string): Promise<boolean> {
    const session = this.#open.get(id)
    this.#open.delete(id)
    await session?.close()
    return session !== undefined
  }

  async closeAll(): Promise<void> {
    await Promise.allSettled([...this.#open.keys()].map((id) => this.close(id)))
  }

  #keep(session: Session): Session {
    this.#open.set(session.id, session)
    return session
  }
}

async function checkFolder(cwd: string): Promise<Result<void, RequestError>> {
  const folder = isAbsolute(cwd) ? await stat(cwd).catch(() => null) : null
  if (folder?.isDirectory()) return ok(undefined)
  return err(RequestError.invalidParams({ cwd }, `cwd must be the absolute path of a folder, not ${cwd}`))
}
