import { ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { nulFields } from '../parse/nul-fields.ts'
import { decodePath } from '../parse/path-text.ts'
import type { GitRunner } from '../runner.ts'

/** One side of a path in a move: what the tree holds there, or null where it holds nothing. */
export interface TreeEntry {
  readonly mode: string
  readonly oid: string
}

export interface TouchedPath {
  readonly path: string
  readonly before: TreeEntry | null
  readonly after: TreeEntry | null
}

export interface Move {
  readonly branch: string
  readonly before: string | null
  readonly after: string
}

export const gitlinkMode = '160000'
const nothing = '000000'

/** Every path that differs between the two commits, both sides of renames; `before` null stands for no files. */
export async function touchedPaths(
  runner: GitRunner,
  gitDirectory: string,
  move: { readonly before: string | null; readonly after: string },
): Promise<Result<readonly TouchedPath[], GitFailure>> {
  const from = await treeOrEmpty(runner, gitDirectory, move.before)
  if (!from.ok) return from
  const args = [
    'diff-tree',
    '-r',
    '-z',
    '--raw',
    '--full-index',
    '--no-renames',
    '--no-ext-diff',
    '--end-of-options',
    from.value,
    move.after,
  ]
  const listed = await runner.run({ args, gitDirectory })
  return listed.ok ? ok(parseRawDiff(listed.value.stdout)) : listed
}

/** The commit itself, or the name of the empty tree in this repository's hash. */
export async function treeOrEmpty(
  runner: GitRunner,
  gitDirectory: string,
  commit: string | null,
): Promise<Result<string, GitFailure>> {
  if (commit !== null) return ok(commit)
  const empty = await runner.run({ args: ['hash-object', '-t', 'tree', '--stdin'], gitDirectory, input: '' })
  return empty.ok ? ok(empty.value.stdout.toString('utf8').trim()) : empty
}

function parseRawDiff(output: Buffer): readonly TouchedPath[] {
  const fields = nulFields(output)
  const touched: TouchedPath[] = []
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const header = fields[at]?.toString('latin1').slice(1) ?? ''
    const [beforeMode = '', afterMode = '', beforeOid = '', afterOid = ''] = header.split(' ')
    touched.push({
      path: decodePath(fields[at + 1] ?? Buffer.alloc(0)),
      before: entryOf(beforeMode, beforeOid),
      after: entryOf(afterMode, afterOid),
    })
  }
  return touched
}

function entryOf(mode: string, oid: string): TreeEntry | null {
  return mode === nothing ? null : { mode, oid }
}
