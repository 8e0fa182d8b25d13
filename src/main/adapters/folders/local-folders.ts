import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { failure } from '../../../shared/kernel/failure.ts'
import { err, ok } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { FolderResult, Folders } from '../../ports/folders.ts'
import { listFolders } from './list-folders.ts'

export function createFolders(home: string): Folders {
  return { home, list: listFolders, create, addFiles }
}

async function create(folder: string): FolderResult<void> {
  try {
    await mkdir(folder)
    return ok(undefined)
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'EEXIST') return err(unwritable(folder, code))
    const remedy = 'Choose another name.'
    return err(failure('folder-taken', `${folder} is there already; it was left as it is.`, remedy))
  }
}

async function addFiles(folder: string, files: Readonly<Record<string, string>>): FolderResult<void> {
  try {
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(folder, name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, content, { flag: 'wx' })
    }
    return ok(undefined)
  } catch (error) {
    return err(unwritable(folder, systemCode(error)))
  }
}

function unwritable(folder: string, code: string) {
  return failure('folder-unwritable', `${folder} can't be written (${code}); what was there is kept.`, {
    remedy: 'Check free space and permissions, then try again.',
    facts: { folder, code },
  })
}
