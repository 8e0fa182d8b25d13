import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import path from 'node:path'

export type Snapshot = Readonly<Record<string, string>>

/** Everything below a folder by path: kind, mode and content. Objects and Switchyard's own references are left out. */
export function takeSnapshot(folder: string): Snapshot {
  const found: Record<string, string> = {}
  visit(folder, '', found)
  return found
}

/** Paths that differ between two snapshots, sorted. */
export function changedPaths(before: Snapshot, after: Snapshot): readonly string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...paths].filter((each) => before[each] !== after[each]).sort()
}

function visit(root: string, relative: string, found: Record<string, string>): void {
  for (const name of readdirSync(path.join(root, relative))) {
    const each = relative === '' ? name : `${relative}/${name}`
    if (/(^|\/)\.git\/(objects|refs\/switchyard)$/.test(each)) continue
    const stats = lstatSync(path.join(root, each))
    if (stats.isDirectory()) visit(root, each, found)
    else if (stats.isSymbolicLink()) found[each] = `link ${readlinkSync(path.join(root, each))}`
    else found[each] = `${(stats.mode & 0o777).toString(8)} ${digest(path.join(root, each))}`
  }
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex')
}
