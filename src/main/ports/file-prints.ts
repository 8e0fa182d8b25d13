import type { Failure } from '../../shared/kernel/failure.ts'
import type { Result } from '../../shared/kernel/result.ts'

export interface FilePrint {
  /** Changes whenever the file is written, even with what it held. */
  readonly stamp: string
  /** Of what it holds; of a very large file its stamp. */
  readonly digest: string
}

export interface PrintQuery {
  /** Absolute. */
  readonly folder: string
  /** Of a path below the folder, with `/`. */
  readonly wanted: (path: string) => boolean
  /** Of a folder below it: nothing in there is looked at. */
  readonly skipped: (path: string) => boolean
  /** From an earlier look: a file with the same stamp is not read again. */
  readonly known: ReadonlyMap<string, FilePrint>
  readonly limit: number
}

export interface Prints {
  /** By path, in the order of paths. */
  readonly files: ReadonlyMap<string, FilePrint>
  /** There were more than `limit`, or very many that aren't wanted: what was found first is here. */
  readonly cut: boolean
}

/** What files hold, told apart by digests. Links are never followed; `.git` and `node_modules` are left out. */
export interface FilePrints {
  read(query: PrintQuery): Promise<Result<Prints, Failure<'folder-missing' | 'folder-unreadable'>>>
}
