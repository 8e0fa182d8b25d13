import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'

/** Makes the folder for what the windows themselves keep; Electron takes none that isn't there. */
export function profileFolder(dataFolder: string): Result<string, Failure<'data-unwritable'>> {
  const folder = path.join(dataFolder, 'desktop', 'profile')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return ok(folder)
  } catch (error) {
    const code = systemCode(error)
    return err(
      failure('data-unwritable', `The data folder ${dataFolder} can't be written (${code}); nothing was done.`, {
        remedy: 'Name another folder with --data or SWITCHYARD_DATA, or make this one writable.',
        facts: { folder, code },
      }),
    )
  }
}
