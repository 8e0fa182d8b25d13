import { failure } from '../../../shared/kernel/failure.ts'
import type { SpawnFailure, SpawnRequest } from '../../ports/process.ts'
import type { SpawnProblem } from './helper-protocol.ts'

export function spawnFailure(request: SpawnRequest, problem: SpawnProblem): SpawnFailure {
  const facts = { file: request.file, cwd: request.cwd, code: problem.code, problem: problem.kind }
  switch (problem.kind) {
    case 'file-missing':
      return failure('spawn-not-found', `The program ${request.file} was not found; nothing was started.`, {
        remedy: 'Install it, or give its full path.',
        facts,
      })
    case 'folder-missing':
      return failure(
        'spawn-failed',
        `${request.file} was not started: its folder ${request.cwd} does not exist or is not a folder.`,
        { remedy: 'Create the folder, or choose another.', facts },
      )
    case 'not-recorded':
      return failure(
        'spawn-failed',
        `${request.file} was not started: the record of running processes could not be written (${problem.code}).`,
        { remedy: 'Make the data folder writable and make room on its disk, then try again.', facts },
      )
    case 'other':
      return failure('spawn-failed', `${request.file} could not be started (${problem.code}); nothing is running.`, {
        remedy: 'Check that the file may be executed and that the system has room for more processes, then try again.',
        facts,
      })
  }
}

export function portClosed(): SpawnFailure {
  return failure('spawner-closed', 'The host is closing; nothing was started.', 'Start the host again.')
}

/** `errorOutput` is what the spawn helper last wrote about itself. */
export function helperLost(request: SpawnRequest, errorOutput: string): SpawnFailure {
  return failure(
    'spawner-closed',
    `The spawn helper ended while it was to start ${request.file}; whatever it had started was ended.`,
    { remedy: 'Try again: the next start brings a new helper.', facts: { file: request.file, errorOutput } },
  )
}

export function helperExhausted(restarts: number, perMs: number): SpawnFailure {
  return failure(
    'spawner-closed',
    `The spawn helper ended ${restarts} times within ${perMs / 1000} s, so it is not started again for now.`,
    {
      remedy: 'Wait a minute and try again; if it goes on, check memory and process limits of the system.',
      facts: { restarts, perMs },
    },
  )
}
