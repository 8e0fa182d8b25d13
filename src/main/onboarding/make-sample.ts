import path from 'node:path'
import type { Sample } from '../../shared/contract/channels/onboarding.ts'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { Clock } from '../ports/clock.ts'
import type { Folders } from '../ports/folders.ts'
import type { GitPort } from '../ports/git.ts'
import { sampleCommits } from './sample-files.ts'
import { sampleTasks } from './sample-tasks.ts'

const folderName = 'switchyard-sample'
const folderLimit = 100

interface SampleServices {
  readonly git: GitPort
  readonly folders: Folders
  readonly clock: Clock
}

/** A new repository in the person's home folder, beside those of earlier calls, and what to dispatch on it. */
export async function makeSample(services: SampleServices): Promise<Result<Sample, Failure>> {
  const version = await services.git.requireVersion()
  if (!version.ok) return version
  const folder = await freshFolder(services.folders)
  if (!folder.ok) return folder
  for (const { message, files } of sampleCommits) {
    const written = await services.folders.addFiles(folder.value, files)
    if (!written.ok) return written
    const committed = await services.git.commitFiles(folder.value, { message, timestampMs: services.clock.now() })
    if (!committed.ok) return committed
  }
  return ok({ repository: folder.value, tasks: sampleTasks })
}

async function freshFolder(folders: Folders): Promise<Result<string, Failure>> {
  for (let number = 1; number <= folderLimit; number += 1) {
    const name = number === 1 ? folderName : `${folderName}-${number}`
    const folder = path.join(folders.home, name)
    const made = await folders.create(folder)
    if (made.ok) return ok(folder)
    if (made.error.code !== 'folder-taken') return made
  }
  return err(
    failure('samples-too-many', `${folders.home} holds ${folderLimit} samples already; none was made.`, {
      remedy: `Remove some of the folders ${folderName} and ${folderName}-2 to -${folderLimit}.`,
      facts: { folder: folders.home, limit: folderLimit },
    }),
  )
}
