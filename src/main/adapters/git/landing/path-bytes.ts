import { join } from 'node:path'
import { encodePath } from '../parse/path-text.ts'

/** Paths as NUL-separated input. */
export function pathInput(paths: readonly string[]): Buffer {
  return Buffer.concat(paths.flatMap((path) => [encodePath(path), Buffer.from([0])]))
}

/** Where a path of the repository is on disk; as bytes where its name is not UTF-8. */
export function placeOnDisk(root: string, path: string): string | Buffer {
  return path.isWellFormed() ? join(root, path) : Buffer.concat([Buffer.from(`${root}/`), encodePath(path)])
}
