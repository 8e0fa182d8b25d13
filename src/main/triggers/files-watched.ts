import { z } from 'zod'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import type { FilePrint } from '../ports/file-prints.ts'
import type { TriggerEvent, TriggerWatch } from '../ports/trigger.ts'
import { changedPaths, digestOf, type FileList } from './file-list.ts'
import type { TriggerServices } from './services.ts'

/** Between looks that nothing asks for. */
const rareMs = 5 * 60_000
const retryMs = 10_000
const mostPaths = 1000

const cursorShape = z.object({ rule: z.string(), digest: z.string(), look: z.number(), since: z.number() })
type Cursor = z.output<typeof cursorShape>

export interface Watched {
  readonly list: FileList
  readonly watch: TriggerWatch
  readonly quietMs: number
}

type Files = ReadonlyMap<string, FilePrint>

/** Compares files with how they were when they were last told of, once they have been left alone for a while. */
export class WatchedFiles {
  readonly #services: Pick<TriggerServices, 'clock' | 'problem'>
  readonly #watched: Watched
  #cursor: Cursor | null
  #before: Files | null = null
  #touchedAt: number
  #dirty = true

  constructor(services: Pick<TriggerServices, 'clock' | 'problem'>, watched: Watched) {
    this.#services = services
    this.#watched = watched
    this.#touchedAt = services.clock.monotonic()
    const stored = cursorShape.safeParse(watched.watch.cursor)
    this.#cursor = stored.success && stored.data.rule === watched.list.rule ? stored.data : null
  }

  touched(): void {
    this.#dirty = true
    this.#touchedAt = this.#services.clock.monotonic()
  }

  /** Answers when to look again. */
  async look(): Promise<number> {
    const before = await this.#known()
    if (before !== null && this.#restless > 0) return this.#restless
    const seen = this.#touchedAt
    const found = await this.#watched.list.read(before ?? new Map())
    if (!found.ok) return this.#trouble(found.error)
    const { cut, files } = found.value
    this.#watched.watch.health(cut ? { failure: tooMany(files.size), retryAt: null } : null)
    if (before === null) return this.#store(files, [])
    const paths = changedPaths(before, files)
    if (paths.length === 0) {
      this.#before = files
      this.#dirty = this.#touchedAt !== seen
      return this.#dirty ? this.#restless : rareMs
    }
    // What nobody told of may be written right now.
    if (!this.#dirty) this.touched()
    if (this.#touchedAt !== seen) return this.#restless
    return this.#store(files, paths)
  }

  /** Milliseconds that are left of the quiet. */
  get #restless(): number {
    return Math.max(0, this.#watched.quietMs - (this.#services.clock.monotonic() - this.#touchedAt))
  }

  /** How the files were; null at the first beginning, and where that was lost. */
  async #known(): Promise<Files | null> {
    if (this.#before === null && this.#cursor !== null) {
      this.#before = await this.#watched.list.load(this.#cursor.digest)
    }
    return this.#before
  }

  async #store(files: Files, paths: readonly string[]): Promise<number> {
    const { list, watch } = this.#watched
    const seen = this.#touchedAt
    const digest = digestOf(files)
    const { look, since } = this.#cursor ?? { look: 0, since: this.#services.clock.now() }
    const cursor: Cursor = { rule: list.rule, digest, since, look: look + 1 }
    const kept = await list.keep(digest, files)
    if (!kept.ok) return this.#trouble(kept.error)
    const id = `${since.toString(36)}.${look}:${digest}`
    const stored = await watch.deliver(paths.length === 0 ? [] : [eventOf(id, paths)], cursor satisfies JsonValue)
    if (!stored.ok) return retryMs
    this.#cursor = cursor
    this.#before = files
    this.#dirty = this.#touchedAt !== seen
    const dropped = await list.dropOthers(digest)
    if (!dropped.ok) this.#services.problem(dropped.error.message, dropped.error)
    return this.#dirty ? this.#restless : rareMs
  }

  #trouble(trouble: Failure): number {
    this.#watched.watch.health({ failure: trouble, retryAt: this.#services.clock.now() + retryMs })
    return retryMs
  }
}

function eventOf(id: string, paths: readonly string[]): TriggerEvent {
  const [first = ''] = paths
  const count = paths.length
  return {
    id,
    source: {
      words: count === 1 ? 'a changed file' : `${count} changed files`,
      link: null,
      outside: false,
      reply: null,
    },
    // A pause between dispatches is meant for all of them, whichever changed.
    subject: null,
    fields: { paths: paths.slice(0, mostPaths), count, first },
  }
}

function tooMany(kept: number): Failure {
  return failure('files-too-many', `Too many files fit: the first ${kept} by path are watched.`, {
    remedy: 'Name the paths more closely, or leave folders out with `ignore`.',
    facts: { kept },
  })
}
