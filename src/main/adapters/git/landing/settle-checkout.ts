import { lstat, readFile, realpath, rm, rmdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { GitFailure } from '../../../ports/git.ts'
import { pathsInTheWay } from './checkout-failures.ts'
import { type DraftIndex, listModified, recordSide, refresh } from './draft-index.ts'
import { pathInput, placeOnDisk } from './path-bytes.ts'
import { gitlinkMode, type TouchedPath } from './touched-paths.ts'

export interface Settlement {
  readonly side: 'before' | 'after'
  /** What to do about files that a person edited since the move was cut short. */
  readonly edited: 'keep' | 'refuse'
}

/**
 * Brings a checkout in which a move was cut short wholly to one side of it. Every touched path was clean when the
 * move began, so a file that holds neither side was edited since, except where git was killed while writing it:
 * then it is missing or the beginning of a side. Edited files are never written to.
 * Answers whether the draft holds an index that must take the place of the checkout's own. Where it fails because of
 * edited files, nothing was changed.
 */
export async function settleCheckout(
  draft: DraftIndex,
  touched: readonly TouchedPath[],
  target: Settlement,
): Promise<Result<boolean, GitFailure>> {
  const files = touched.filter(({ before, after }) => (before ?? after)?.mode !== gitlinkMode)
  const notBefore = await pathsNotOn(draft, files, 'before')
  if (!notBefore.ok) return notBefore
  const notAfter = await pathsNotOn(draft, files, 'after')
  if (!notAfter.ok) return notAfter
  const edited = new Set<string>()
  for (const each of files) {
    if (!notBefore.value.has(each.path) || !notAfter.value.has(each.path)) continue
    if (!(await isTorn(draft, each))) edited.add(each.path)
  }
  if (target.edited === 'refuse' && edited.size > 0) return err(pathsInTheWay(draft.checkout.path, [...edited]))
  const away = target.side === 'after' ? notAfter.value : notBefore.value
  const pending = files.filter(({ path }) => away.has(path) && !edited.has(path))
  const written = await writeSide(draft, { touched, pending, side: target.side })
  // Going back with nothing written, the index is what it was, to the byte.
  return written.ok ? ok(target.edited === 'refuse' || pending.length > 0) : written
}

async function pathsNotOn(
  draft: DraftIndex,
  touched: readonly TouchedPath[],
  side: 'before' | 'after',
): Promise<Result<ReadonlySet<string>, GitFailure>> {
  await draft.reset()
  const recorded = await recordSide(draft, touched, side)
  if (!recorded.ok) return recorded
  const refreshed = await refresh(draft)
  if (!refreshed.ok) return refreshed
  const modified = await listModified(draft)
  if (!modified.ok) return modified
  const different = new Set(modified.value)
  for (const each of touched) {
    if (each[side] === null && (await isFile(draft, each.path))) different.add(each.path)
  }
  return ok(different)
}

async function writeSide(
  draft: DraftIndex,
  work: {
    readonly touched: readonly TouchedPath[]
    readonly pending: readonly TouchedPath[]
    readonly side: 'before' | 'after'
  },
): Promise<Result<void, GitFailure>> {
  await draft.reset()
  const recorded = await recordSide(draft, work.touched, work.side)
  if (!recorded.ok) return recorded
  for (const { path } of work.pending.filter((each) => each[work.side] === null)) await removeFile(draft, path)
  const written = work.pending.filter((each) => each[work.side] !== null).map(({ path }) => path)
  const checkedOut = await draft.run(['checkout-index', '-f', '-u', '-z', '--stdin'], { input: pathInput(written) })
  if (!checkedOut.ok) return checkedOut
  const refreshed = await refresh(draft)
  return refreshed.ok ? ok(undefined) : refreshed
}

async function isTorn(draft: DraftIndex, touched: TouchedPath): Promise<boolean> {
  const found = await readPlain(placeOnDisk(draft.checkout.path, touched.path))
  if (found.kind !== 'file') return found.kind === 'absent'
  for (const side of [touched.before, touched.after]) {
    if (side === null || !side.mode.startsWith('100')) continue
    const whole = await draft.run(['cat-file', '--filters', `--path=${touched.path}`, side.oid])
    if (whole.ok && whole.value.stdout.subarray(0, found.content.length).equals(found.content)) return true
  }
  return false
}

type Plain = { readonly kind: 'file'; readonly content: Buffer } | { readonly kind: 'absent' | 'special' }

async function readPlain(path: string | Buffer): Promise<Plain> {
  try {
    const stats = await lstat(path)
    return stats.isFile() ? { kind: 'file', content: await readFile(path) } : { kind: 'special' }
  } catch (error) {
    if (isAbsence(error)) return { kind: 'absent' }
    throw error
  }
}

async function isFile(draft: DraftIndex, path: string): Promise<boolean> {
  try {
    return !(await lstat(placeOnDisk(draft.checkout.path, path))).isDirectory()
  } catch (error) {
    if (isAbsence(error)) return false
    throw error
  }
}

/** Removes a file and the folders it leaves empty; never through a symlink out of the checkout. */
async function removeFile(draft: DraftIndex, path: string): Promise<void> {
  const root = await realpath(draft.checkout.path)
  let folder = dirname(path)
  try {
    if ((await realpath(join(root, folder))) !== join(root, folder)) return
    await rm(placeOnDisk(root, path))
    for (; folder !== '.'; folder = dirname(folder)) await rmdir(join(root, folder))
  } catch (error) {
    if (!isAbsence(error) && (error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
  }
}

function isAbsence(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOENT' || code === 'ENOTDIR'
}
