import { stat } from 'node:fs/promises'
import type { ChangedFile, ThreadDiff } from '../../../../shared/contract/channels/review.ts'
import { ok } from '../../../../shared/kernel/result.ts'
import type { GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { parseChanges, type RawChange } from '../parse/raw-changes.ts'
import type { GitRunner } from '../runner.ts'
import { treeOrEmpty } from './empty-tree.ts'

interface Range {
  readonly from: string | null
  readonly to: string
  readonly maxBytes: number
  readonly path?: string
}

/** Runs in the ledger, so that no external diff or text conversion of anybody's takes part; while that is in the trash, beside its objects. */
export async function diff(runner: GitRunner, place: WorktreePlace, range: Range): GitResult<ThreadDiff> {
  const gitDirectory = await directoryFor(place)
  const from = await treeOrEmpty(runner, gitDirectory, range.from)
  if (!from.ok) return from
  const paths = range.path === undefined ? [] : ['--', pathspec(range.path)]
  const run = (options: readonly string[], maxBytes?: number) =>
    runner.run({
      args: ['diff-tree', '-r', '-M', '--no-ext-diff', '--no-textconv', ...options, from.value, range.to, ...paths],
      gitDirectory,
      environment: SEALED,
      ...(maxBytes === undefined ? {} : { maxBytes }),
    })
  const [listed, patch] = await Promise.all([run(['-z', '--raw', '--numstat']), run(['-p'], range.maxBytes)])
  if (!listed.ok) return listed
  if (!patch.ok) return patch
  const { raw, counted } = parseChanges(listed.value.stdout)
  const counts = new Map(counted.map((change) => [change.path, change]))
  const files = raw.map(
    (change): ChangedFile => ({
      path: change.path,
      previousPath: change.previousPath,
      status: statusOf(change),
      binary: counts.get(change.path)?.binary ?? false,
      additions: counts.get(change.path)?.additions ?? 0,
      deletions: counts.get(change.path)?.deletions ?? 0,
      blob: change.blob,
    }),
  )
  const { stdout, truncated } = patch.value
  return ok({ files, patch: stdout.toString('utf8'), truncated, from: range.from, to: range.to })
}

async function directoryFor({ ledger, repository }: WorktreePlace): Promise<string> {
  const found = await stat(ledger).catch(() => undefined)
  return found === undefined ? repository : ledger
}

function statusOf(change: RawChange): ChangedFile['status'] {
  switch (change.letter) {
    case 'A':
      return 'added'
    case 'D':
      return 'deleted'
    case 'R':
      return 'renamed'
    case 'C':
      return 'copied'
    case 'T':
      return 'type-changed'
    default:
      return 'modified'
  }
}

/** Names the path itself; bytes that no argument can carry (names that aren't valid text) match any character. */
function pathspec(path: string): string {
  if (path.isWellFormed()) return `:(literal)${path}`
  return `:(glob)${path.replace(/[*?[\\]/g, '\\$&').replace(/[\udc80-\udcff]/g, '?')}`
}
