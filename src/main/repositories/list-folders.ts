import path from 'node:path'
import type { FolderListing } from '../../shared/contract/channels/repository.ts'
import type { Failure } from '../../shared/kernel/failure.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import type { Folders } from '../ports/folders.ts'
import { absoluteFolder } from './absolute-folder.ts'

const folderLimit = 1000

/** The folders in a folder; those of the home folder unless one is named. */
export async function listFolders(
  folders: Folders,
  written: string | undefined,
): Promise<Result<FolderListing, Failure>> {
  const folder = absoluteFolder(written ?? '~', folders.home)
  if (!folder.ok) return folder
  const listed = await folders.list(folder.value, folderLimit)
  if (!listed.ok) return listed
  const { entries, truncated } = listed.value
  const parent = path.dirname(folder.value)
  return ok({
    path: folder.value,
    parent: parent === folder.value ? null : parent,
    folders: entries.map(({ name, repository }) => ({ name, path: path.join(folder.value, name), repository })),
    truncated,
  })
}
