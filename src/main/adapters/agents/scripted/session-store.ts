import {
  appendFileSync,
  closeSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { deriveId } from './derive-id.ts'
import { applyRecord, NEW_SESSION, type SessionRecord, type SessionState } from './session-record.ts'

const SUFFIX = '.jsonl'
const NEWLINE = 10

export interface StoredSession {
  readonly id: string
  readonly cwd: string
  readonly title: string | null
  /** ISO 8601, from the file's time of change. */
  readonly updatedAt: string
}

/** `SWITCHYARD_SCRIPTED_STATE`, else the platform's folder for state. */
export function stateFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const own = environment.SWITCHYARD_SCRIPTED_STATE
  if (own) return own
  const state = environment.XDG_STATE_HOME || join(environment.HOME || homedir(), '.local', 'state')
  return join(state, 'switchyard-scripted')
}

/** One file a session. Written before a client sees anything of it, so a killed agent has lost nothing it showed. */
export class SessionStore {
  readonly #folder: string
  readonly #seed: string

  constructor(folder: string, seed: string) {
    this.#folder = folder
    this.#seed = seed
  }

  /** The same seed, folder and state give the same id, and a taken one is passed over also between processes. */
  create(cwd: string): SessionFile {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    for (let count = this.#ids().length; ; count += 1) {
      const file = SessionFile.claim(`scripted-${deriveId(this.#seed, cwd, count)}`, this.#folder)
      if (file === null) continue
      file.append({ kind: 'opened', cwd })
      return file
    }
  }

  /** Null when there is no such session. */
  open(id: string): { readonly file: SessionFile; readonly records: readonly SessionRecord[] } | null {
    if (!/^[\w-]+$/.test(id) || !this.#ids().includes(id)) return null
    const content = readFileSync(this.#path(id))
    const whole = content.lastIndexOf(NEWLINE) + 1
    const records = parseRecords(content.subarray(0, whole).toString('utf8'))
    return { file: SessionFile.reopen(this.#path(id), { id, whole }), records }
  }

  /** Newest first. */
  list(): readonly StoredSession[] {
    const sessions = this.#ids().flatMap((id) => this.#describe(id))
    return sessions.toSorted((a, b) => b.updatedAt.localeCompare(a.updatedAt) || a.id.localeCompare(b.id))
  }

  #describe(id: string): readonly StoredSession[] {
    const updatedAt = statSync(this.#path(id), { throwIfNoEntry: false })?.mtime.toISOString()
    if (updatedAt === undefined) return []
    const records = parseRecords(readFileSync(this.#path(id), 'utf8'))
    const { cwd, title } = restore(records)
    return records.length === 0 ? [] : [{ id, cwd, title, updatedAt }]
  }

  #ids(): readonly string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => name.slice(0, -SUFFIX.length))
    } catch (error) {
      if (isMissing(error)) return []
      throw error
    }
  }

  #path(id: string): string {
    return join(this.#folder, id + SUFFIX)
  }
}

export class SessionFile {
  readonly id: string
  readonly #handle: number

  private constructor(id: string, handle: number) {
    this.id = id
    this.#handle = handle
  }

  /** Null when the id is taken. */
  static claim(id: string, folder: string): SessionFile | null {
    try {
      return new SessionFile(id, openSync(join(folder, id + SUFFIX), 'ax', 0o600))
    } catch (error) {
      if (isTaken(error)) return null
      throw error
    }
  }

  /** Cuts off a line that a kill tore, since the next record would continue it. */
  static reopen(path: string, { id, whole }: { readonly id: string; readonly whole: number }): SessionFile {
    const handle = openSync(path, 'a')
    ftruncateSync(handle, whole)
    return new SessionFile(id, handle)
  }

  append(...records: readonly SessionRecord[]): void {
    appendFileSync(this.#handle, records.map((record) => `${JSON.stringify(record)}\n`).join(''))
  }

  close(): void {
    closeSync(this.#handle)
  }
}

export function restore(records: readonly SessionRecord[]): SessionState {
  return records.reduce(applyRecord, NEW_SESSION)
}

function parseRecords(text: string): readonly SessionRecord[] {
  return text.split('\n').flatMap((line): readonly SessionRecord[] => {
    try {
      const value: unknown = JSON.parse(line)
      return typeof value === 'object' && value !== null && 'kind' in value ? [value as SessionRecord] : []
    } catch {
      return []
    }
  })
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'
const isTaken = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST'
