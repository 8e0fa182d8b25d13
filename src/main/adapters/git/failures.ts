import { stat } from 'node:fs/promises'
import { failure } from '../../../shared/kernel/failure.ts'
import type { GitFailure } from '../../ports/git.ts'
import type { ExitStatus, SpawnFailure } from '../../ports/process.ts'

/** Why git couldn't be started. A missing working folder and a missing program look alike to the system. */
export async function gitSpawnFailed(error: SpawnFailure, cwd: string): Promise<GitFailure> {
  const folder = await stat(cwd).catch(() => undefined)
  if (folder?.isDirectory() !== true) return folderMissing(cwd)
  if (error.code === 'spawn-not-found') {
    return failure('git-missing', 'Git was not found; nothing was changed.', 'Install Git 2.38 or newer and try again.')
  }
  const code = error.code === 'spawner-closed' ? 'git-lost' : 'git-failed'
  return failure(code, `Git could not be started: ${error.message}`, error.remedy)
}

export function folderMissing(folder: string): GitFailure {
  return failure('folder-missing', `The folder ${folder} does not exist.`, {
    remedy: 'Check the path, or choose another folder.',
    facts: { folder },
  })
}

/** Git ended in a way the caller had not expected. */
export function gitEnded(args: readonly string[], status: ExitStatus, stderr: string): GitFailure {
  const verb = args[0] ?? ''
  const how = status.code === null ? `was ended (${status.signal ?? 'lost'})` : `failed with exit code ${status.code}`
  const reason = firstLine(stderr)
  return failure(status.lost ? 'git-lost' : 'git-failed', `git ${verb} ${how}${reason === '' ? '.' : `: ${reason}`}`, {
    remedy: 'Look at what git says; repair the repository if it is damaged, then try again.',
    facts: { verb, exitCode: status.code, stderr: stderr.slice(0, 2_000) },
  })
}

/** Git was ended because it took longer than anything should. */
export function gitTooLong(args: readonly string[], limitMs: number): GitFailure {
  const verb = args[0] ?? ''
  return failure('git-failed', `git ${verb} did not end within ${Math.round(limitMs / 1000)} s and was stopped.`, {
    remedy: 'Check that the disk of the repository answers, then try again.',
    facts: { verb, limitMs },
  })
}

/** A failure of our own making around git, for example of the file system. */
export function gitFailed(message: string, remedy: string): GitFailure {
  return failure('git-failed', message, remedy)
}

function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.find((line) => /^(fatal|error): /.test(line)) ?? lines.find((line) => line !== '') ?? ''
}
