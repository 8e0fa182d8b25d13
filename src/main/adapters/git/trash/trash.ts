import { lstat, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { GitFailure, GitResult, WorktreePlace } from '../../../ports/git.ts'
import { gitFailed } from '../failures.ts'
import type { GitRunner } from '../runner.ts'
import { ownsLedger, worktreeMissing } from '../worktree/marker.ts'
import { moveFolder } from './move-folder.ts'
import { restoreReferences, trashReferences } from './trash-references.ts'

/**
 * Moves folder and ledger into `trash`, a folder of this thread's own, and its references under
 * `refs/switchyard/trash/<thread>/`. The ledger goes last: its marker says whose the folder is. Broken off
 * anywhere, it can be called again.
 */
export async function moveToTrash(runner: GitRunner, place: WorktreePlace, trash: string): GitResult<void> {
  const { ledger } = inside(trash)
  const live = await ownsLedger(place, place.ledger)
  if (!live && !(await ownsLedger(place, ledger))) return err(worktreeMissing(place))
  const references = await trashReferences(runner, place)
  if (!references.ok) return isGone(references.error) ? moveAll(place, live, trash) : references
  if (!references.value) return err(referencesBusy(place))
  return moveAll(place, live, trash)
}

/** A repository that was deleted has no references to move, and the thread must be able to go all the same. */
function isGone(failed: GitFailure): boolean {
  return failed.code === 'folder-missing'
}

async function moveAll(place: WorktreePlace, live: boolean, trash: string): GitResult<void> {
  const { folder, ledger } = inside(trash)
  if (!live) return finish(place.ledger, ledger)
  const moved = await move(place.folder, folder)
  return moved.ok ? finish(place.ledger, ledger) : moved
}

/** Brings everything back to where it was, byte for byte; can be called again when broken off. */
export async function restoreFromTrash(runner: GitRunner, place: WorktreePlace, trash: string): GitResult<void> {
  const { folder, ledger } = inside(trash)
  const trashed = await ownsLedger(place, ledger)
  if (!trashed && !(await ownsLedger(place, place.ledger))) return err(notInTrash(place, trash))
  const references = await restoreReferences(runner, place)
  if (!references.ok) return references
  if (!references.value) return err(referencesBusy(place))
  const moved = trashed ? await move(folder, place.folder) : ok(undefined)
  if (!moved.ok) return moved
  const finished = await finish(ledger, place.ledger)
  // Only the empty folder goes; whatever else someone put there stays, and so does the folder.
  if (finished.ok) await rmdir(trash).catch(() => undefined)
  return finished
}

function inside(trash: string): { readonly folder: string; readonly ledger: string } {
  return { folder: join(trash, 'folder'), ledger: join(trash, 'ledger') }
}

/** A folder that is nowhere was deleted by someone else; what the ledger and the references hold still moves. */
async function move(from: string, to: string): GitResult<void> {
  const moved = await moveFolder(from, to)
  return moved === 'differs' ? err(inTheWay(to)) : ok(undefined)
}

async function finish(from: string, to: string): GitResult<void> {
  const found = await lstat(from).catch(() => undefined)
  return found === undefined ? ok(undefined) : move(from, to)
}

function referencesBusy(place: WorktreePlace): GitFailure {
  return gitFailed(
    `The references of ${place.branch} could not be moved; nothing was removed.`,
    'Look for another git at work in the repository, then try again.',
  )
}

function inTheWay(folder: string): GitFailure {
  return failure('folder-occupied', `${folder} holds something else; nothing was removed.`, {
    remedy: 'Move it away, then try again.',
    facts: { folder },
  })
}

function notInTrash(place: WorktreePlace, trash: string): GitFailure {
  return failure('worktree-missing', `The worktree of ${place.branch} is not in the trash any more.`, {
    remedy: 'Its last checkpoint may still be in the repository; continue from its branch in a new thread.',
    facts: { trash },
  })
}
