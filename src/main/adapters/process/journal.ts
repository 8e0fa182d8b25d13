import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseJson } from '../../../shared/kernel/parse-json.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { ProcessIdentity } from '../../ports/process.ts'

export interface JournalRecord {
  readonly marker: string
  readonly owner: string
  /** Null when the writer died between announcing the process and learning its pid. */
  readonly identity: ProcessIdentity | null
}

type Line =
  | { readonly marker: string; readonly owner: string }
  | { readonly marker: string; readonly pid: number; readonly startTime: string }
  | { readonly marker: string; readonly ended: true }

const compactAfter = 256

/**
 * The file that tells a later host what this one left running. Each line is written before the
 * call returns; it survives the end of the writer, and an end of the machine ends the processes too.
 */
export class Journal {
  readonly #file: string
  readonly #live: Map<string, JournalRecord>
  #inherited: readonly JournalRecord[]
  #descriptor: number | null = null
  #ended = 0

  /** Reads what earlier writers left; nothing, where the file can't be read: announcing then fails as well. */
  constructor(file: string) {
    this.#file = file
    this.#inherited = readJournal(file)
    this.#live = new Map(this.#inherited.map((record) => [record.marker, record]))
  }

  /** What earlier writers recorded and nobody has reaped yet. */
  get inherited(): readonly JournalRecord[] {
    return this.#inherited
  }

  /**
   * Written before the process is started: until its pid is known, the marker finds it. Throws the
   * system's error; what is written later only helps to reap less, so a full disk doesn't stop it.
   */
  announce(marker: string, owner: string): void {
    this.#write({ marker, owner })
    this.#live.set(marker, { marker, owner, identity: null })
  }

  started(marker: string, identity: ProcessIdentity): void {
    this.#tolerate(() => this.#write({ marker, ...identity }))
    const record = this.#live.get(marker)
    if (record !== undefined) this.#live.set(marker, { ...record, identity })
  }

  ended(marker: string): void {
    if (!this.#live.delete(marker)) return
    this.#tolerate(() => this.#write({ marker, ended: true }))
    this.#ended += 1
    if (this.#ended >= compactAfter) this.#tolerate(() => this.#compact())
  }

  /** Forgets what earlier writers left, once it has been reaped. */
  clearInherited(): void {
    for (const record of this.#inherited) this.#live.delete(record.marker)
    this.#inherited = []
    this.#tolerate(() => this.#compact())
  }

  /** Leaves the records of what still runs, and those not reaped, behind. */
  close(): void {
    if (this.#ended > 0) this.#tolerate(() => this.#compact())
    this.#closeFile()
  }

  #closeFile(): void {
    if (this.#descriptor !== null) closeSync(this.#descriptor)
    this.#descriptor = null
  }

  #tolerate(write: () => void): void {
    try {
      write()
    } catch (error) {
      systemCode(error)
    }
  }

  #write(line: Line): void {
    if (this.#descriptor === null) {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
      this.#descriptor = openSync(this.#file, 'a', 0o600)
    }
    // Begins with a line's end too: the write before may have been cut short.
    writeSync(this.#descriptor, `\n${JSON.stringify(line)}\n`)
  }

  #compact(): void {
    this.#closeFile()
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 })
    const fresh = `${this.#file}.new`
    writeFileSync(fresh, [...this.#live.values()].map(recordLines).join(''), { mode: 0o600 })
    renameSync(fresh, this.#file)
    this.#ended = 0
  }
}

function recordLines(record: JournalRecord): string {
  const lines: Line[] = [{ marker: record.marker, owner: record.owner }]
  if (record.identity !== null) lines.push({ marker: record.marker, ...record.identity })
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** The records not ended; a missing file has none, and a torn line was never acted upon. */
function readJournal(file: string): readonly JournalRecord[] {
  const records = new Map<string, JournalRecord>()
  for (const line of readText(file).split('\n')) {
    const parsed = parseLine(line)
    if (parsed === null) continue
    const record = records.get(parsed.marker)
    if ('owner' in parsed) records.set(parsed.marker, { ...parsed, identity: null })
    else if ('ended' in parsed) records.delete(parsed.marker)
    else if (record !== undefined) {
      records.set(parsed.marker, { ...record, identity: { pid: parsed.pid, startTime: parsed.startTime } })
    }
  }
  return [...records.values()]
}

function parseLine(text: string): Line | null {
  const line: unknown = parseJson(text)
  if (typeof line !== 'object' || line === null || !('marker' in line) || typeof line.marker !== 'string') return null
  const { marker } = line
  if ('owner' in line && typeof line.owner === 'string') return { marker, owner: line.owner }
  if ('ended' in line) return { marker, ended: true }
  if (!('pid' in line && 'startTime' in line)) return null
  const { pid, startTime } = line
  return typeof pid === 'number' && typeof startTime === 'string' ? { marker, pid, startTime } : null
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    systemCode(error)
    return ''
  }
}
