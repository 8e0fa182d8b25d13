import { constants } from 'node:fs'
import { copyFile, mkdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { unwritable, type WriteFailure } from './replace-text.ts'

/** Moves a file into a folder of removed ones, under a name that says when; answers where it is. */
export async function moveToTrash(file: string, trash: string, now: number): Promise<Result<string, WriteFailure>> {
  const when = new Date(now).toISOString().replace(/[:.]/g, '-')
  try {
    await mkdir(trash, { recursive: true })
    for (let number = 1; ; number += 1) {
      const target = join(trash, `${when}${number === 1 ? '' : `-${number}`}-${basename(file)}`)
      if (await copiedTo(file, target)) {
        await rm(file)
        return ok(target)
      }
    }
  } catch (error) {
    return err(unwritable(file, systemCode(error)))
  }
}

/** Copied first, since the trash may be on another file system; false where the name is taken. */
async function copiedTo(file: string, target: string): Promise<boolean> {
  try {
    await copyFile(file, target, constants.COPYFILE_EXCL)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}
