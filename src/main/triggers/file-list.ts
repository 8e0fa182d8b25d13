import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { JsonValue } from '../../shared/kernel/json.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { FilePrint, Prints } from '../ports/file-prints.ts'
import type { TriggerServices } from './services.ts'

const mostFiles = 20_000
/** Of one kept value. */
const perValue = 2000

const keptShape = z.array(z.tuple([z.string(), z.string(), z.string()]))

export interface ListedFiles {
  /** Of the store, for this automation alone. */
  readonly area: string
  /** What decides which files are listed. */
  readonly rule: string
  readonly folder: string
  readonly wanted: (path: string) => boolean
  readonly skipped: (path: string) => boolean
}

/** Files as they were, which a cursor is too small for: it names the list by its digest, and the store keeps that. */
export class FileList {
  readonly rule: string
  readonly #services: Pick<TriggerServices, 'filePrints' | 'kept'>
  readonly #listed: ListedFiles

  constructor(services: Pick<TriggerServices, 'filePrints' | 'kept'>, listed: ListedFiles) {
    this.#services = services
    this.#listed = listed
    this.rule = listed.rule
  }

  read(known: ReadonlyMap<string, FilePrint>): Promise<Result<Prints, Failure>> {
    const { folder, skipped, wanted } = this.#listed
    return this.#services.filePrints.read({ folder, wanted, skipped, known, limit: mostFiles })
  }

  /** Null where nothing is kept under that digest. */
  async load(digest: string): Promise<ReadonlyMap<string, FilePrint> | null> {
    const kept = await this.#services.kept.loadKept(this.#listed.area)
    const files = new Map<string, FilePrint>()
    for (let at = 0; ; at += 1) {
      const part = keptShape.safeParse(kept.get(`${digest}/${at}`))
      if (!part.success) return at > 0 && digestOf(files) === digest ? files : null
      for (const [path, stamp, content] of part.data) files.set(path, { stamp, digest: content })
    }
  }

  /** Keeps the list beside those that are kept already. */
  async keep(digest: string, files: ReadonlyMap<string, FilePrint>): Promise<Result<void, Failure>> {
    const rows = [...files].map(([path, print]) => [path, print.stamp, print.digest] as const)
    const values = new Map<string, JsonValue>()
    for (let at = 0; at * perValue < rows.length || at === 0; at += 1) {
      values.set(`${digest}/${at}`, rows.slice(at * perValue, (at + 1) * perValue))
    }
    return this.#services.kept.keep(this.#listed.area, values)
  }

  /** What is kept under other digests is not needed any more. */
  async dropOthers(digest: string): Promise<Result<void, Failure>> {
    const { area } = this.#listed
    const kept = await this.#services.kept.loadKept(area)
    const old = [...kept.keys()].filter((key) => !key.startsWith(`${digest}/`))
    return old.length === 0 ? ok(undefined) : this.#services.kept.keep(area, new Map(old.map((key) => [key, null])))
  }
}

/** The same for the same contents under the same paths. */
export function digestOf(files: ReadonlyMap<string, FilePrint>): string {
  const hash = createHash('sha256')
  for (const [path, { digest }] of files) hash.update(`${path}\0${digest}\0`)
  return hash.digest('hex').slice(0, 32)
}

/** Paths that hold something else, came or went, in order. */
export function changedPaths(before: ReadonlyMap<string, FilePrint>, now: ReadonlyMap<string, FilePrint>) {
  const changed = [...now].filter(([path, { digest }]) => before.get(path)?.digest !== digest).map(([path]) => path)
  return [...changed, ...[...before.keys()].filter((path) => !now.has(path))].sort()
}
