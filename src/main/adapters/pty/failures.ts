import { failure } from '../../../shared/kernel/failure.ts'
import type { PtyFailure } from '../../ports/pty.ts'
import type { Refused } from './protocol.ts'

export function notStarted(problem: Refused['problem'], detail: string): PtyFailure {
  switch (problem) {
    case 'folder-missing':
      return failure('pty-not-started', `The folder ${detail} is not there, so no terminal was opened.`, {
        remedy: 'Check whether it was moved or removed.',
        facts: { problem, folder: detail },
      })
    case 'folder-elsewhere':
      return failure('pty-not-started', `A link leads from ${detail} out of the worktree, so no terminal was opened.`, {
        remedy: 'Look at what the agent made of that folder: send it a prompt to put it back, or discard the thread.',
        facts: { problem, folder: detail },
      })
    case 'program-missing':
      return failure('pty-not-started', 'The program for the terminal can not be run, so none was opened.', {
        remedy: 'Set SHELL to a shell that is installed, then start Switchyard again.',
        facts: { problem, detail },
      })
    case 'no-terminal':
      return failure('pty-not-started', 'The system gave no terminal, so none was opened.', {
        remedy: 'Close other terminals and try again; if it goes on, install Switchyard anew.',
        facts: { problem, detail },
      })
  }
}

export function noProgram(message: string): PtyFailure {
  return failure('pty-not-started', 'The program that keeps terminals did not start, so none was opened.', {
    remedy: 'Try again; if it goes on, install Switchyard anew.',
    facts: { problem: 'no-program', detail: message },
  })
}

export function busy(): PtyFailure {
  return failure(
    'pty-not-started',
    'The program that keeps terminals is behind with what was typed; none was opened.',
    {
      remedy: 'Try again in a moment, or close the terminal that was pasted into.',
      facts: { problem: 'busy' },
    },
  )
}

export function lost(errorOutput: string): PtyFailure {
  return failure('pty-lost', 'The program that keeps terminals ended, and the terminals with it.', {
    remedy: 'Open the terminal again.',
    facts: { errorOutput },
  })
}

export function portClosed(): PtyFailure {
  return failure('pty-closed', 'The host is ending, so no terminal was opened.', 'Start the host again.')
}
