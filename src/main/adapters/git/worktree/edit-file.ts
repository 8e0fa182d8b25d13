import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isStorableName } from '../../../../shared/domain/worktree/storable-name.ts'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { FileEdit, GitFailure, GitResult, WorktreePlace } from '../../../ports/git.ts'
import { SEALED } from '../environment.ts'
import { decodePath, encodePath } from '../parse/path-text.ts'
import type { GitRunner } from '../runner.ts'
import { outputText } from '../verbs/output-text.ts'
import { isReady, worktreeMissing } from './marker.ts'
import { type OpenFolder, openFolder, unless } from './open-folder.ts'
import { STORE_AS_IS } from './stage.ts'

/** Larger files are never shown, so that nobody can have edited one. */
const READ_LIMIT = 50 * 1024 * 1024

/**
 * Writes a stored text into the worktree while the file still is what was edited. The new file is made in the
 * ledger and moved into place, so that the worktree never holds half a text or a draft that a checkpoint would
 * store. Calling it again finds the text there and changes nothing.
 */
export async function editFile(runner: GitRunner, place: WorktreePlace, edit: FileEdit): GitResult<void> {
  const top = await lstat(place.folder).catch(unless('ENOENT'))
  if (top?.isDirectory() !== true || !(await isReady(place))) return err(worktreeMissing(place))
  if (!isStorableName(edit.path) || !isOnlyName(edit.path)) return err(pathRefused(edit))
  const text = await runner.run({
    args: ['cat-file', 'blob', edit.blob],
    gitDirectory: place.ledger,
    environment: SEALED,
  })
  if (!text.ok) return text
  const folder = await openFolder(place.folder, { path: edit.path, create: edit.replaces === null })
  if (!folder.ok) return folder
  if (folder.value === null) return err(fileChanged(edit))
  try {
    return await replace({ runner, place, edit, folder: folder.value }, text.value.stdout)
  } finally {
    await folder.value.close()
  }
}

/** What is checked is what is written: no text in the guise of bytes. */
function isOnlyName(path: string): boolean {
  return decodePath(encodePath(path)) === path
}

interface Work {
  readonly runner: GitRunner
  readonly place: WorktreePlace
  readonly edit: FileEdit
  readonly folder: OpenFolder
}

async function replace(work: Work, text: Buffer): GitResult<void> {
  const { edit, folder, place } = work
  const target = folder.entry(edit.path.split('/').at(-1) ?? '')
  // What an earlier try left, when it was broken off.
  const draft = join(place.ledger, `edit-${edit.blob}`)
  await rm(draft, { force: true })
  const present = await readPresent(target)
  if (present === 'no-file') return err(pathRefused(edit))
  if (present?.content === null) return err(fileChanged(edit))
  if (present !== null && nameOf(present.content, edit.blob) === edit.blob) return ok(undefined)
  const expected = await isExpected(work, present)
  if (!expected.ok) return expected
  if (!expected.value) return err(fileChanged(edit))
  await writeDraft(draft, text, present?.mode ?? null)
  await rename(draft, target)
  await folder.sync()
  return ok(undefined)
}

interface Present {
  readonly content: Buffer
  readonly mode: number
}

/** Never follows a link, waits for a pipe or reads a device. Null where nothing is; without content where it is too large. */
async function readPresent(target: Buffer): Promise<Present | { readonly content: null } | 'no-file' | null> {
  let file: FileHandle | null
  try {
    file = await open(target, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(unless('ENOENT'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ELOOP' || code === 'ENXIO') return 'no-file'
    throw error
  }
  if (file === null) return null
  try {
    const stats = await file.stat()
    if (!stats.isFile()) return 'no-file'
    if (stats.size > READ_LIMIT) return { content: null }
    return { content: await file.readFile(), mode: stats.mode & 0o777 }
  } finally {
    await file.close()
  }
}

/** Whether the file is what a checkpoint stored as `replaces`, line endings that the project converts included. */
async function isExpected({ edit, place, runner }: Work, present: Present | null): GitResult<boolean> {
  const { path, replaces } = edit
  if (present === null || replaces === null) return ok(present === null && replaces === null)
  if (nameOf(present.content, replaces) === replaces) return ok(true)
  const plain = Buffer.from(present.content.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  // A filter that changes more than line endings would have an edit of what it made overwrite what it was made from.
  if (nameOf(plain, replaces) !== replaces || !path.isWellFormed()) return ok(false)
  const args = ['hash-object', '--stdin', `--path=${path}`]
  const call = { args, gitDirectory: place.ledger, workTree: place.folder, environment: SEALED, config: STORE_AS_IS }
  const stored = outputText(await runner.run({ ...call, input: present.content }))
  return stored.ok ? ok(stored.value === replaces) : stored
}

/** The oid of a content in the hash that `like` is of. */
function nameOf(content: Buffer, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1')
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex')
}

async function writeDraft(draft: string, text: Buffer, mode: number | null): Promise<void> {
  const file = await open(draft, 'wx', 0o666)
  try {
    await file.writeFile(text)
    if (mode !== null) await file.chmod(mode)
    await file.sync()
  } finally {
    await file.close()
  }
}

function fileChanged({ blob, path }: FileEdit): GitFailure {
  return failure('file-changed', `${path} is not what it was when you edited it; it was left as it is.`, {
    remedy: 'Look at the file as it is now, then edit it again.',
    facts: { path, blob },
  })
}

function pathRefused({ blob, path }: FileEdit): GitFailure {
  return failure('path-refused', `${path} is no plain file of the worktree; nothing was written.`, {
    remedy: 'Edit the file that it stands for.',
    facts: { path, blob },
  })
}
