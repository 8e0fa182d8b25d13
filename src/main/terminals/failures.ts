import { type Failure, failure } from '../../shared/kernel/failure.ts'

export function terminalUnknown(terminal: string): Failure {
  return failure('terminal-unknown', `There is no terminal ${terminal}; it was closed, or the host has started anew.`, {
    remedy: 'Open a new terminal.',
    facts: { terminal },
  })
}

export function terminalEnded(terminal: string): Failure {
  return failure('terminal-ended', 'The shell of this terminal has ended, so nothing was typed.', {
    remedy: 'Open a new terminal.',
    facts: { terminal },
  })
}

export function inputFull(terminal: string): Failure {
  return failure('terminal-busy', 'What was typed before has not been read yet, so this was not typed.', {
    remedy: 'Wait until the program in the terminal reads, or close the terminal.',
    facts: { terminal },
  })
}

export function idTaken(terminal: string): Failure {
  return failure('terminal-id-taken', `The id ${terminal} belongs to a terminal of another thread.`, {
    remedy: 'Open the terminal with a new id.',
    facts: { terminal },
  })
}

export function tooMany(where: 'thread' | 'host', limit: number): Failure {
  const place = where === 'thread' ? 'This thread' : 'The host'
  return failure('terminal-limit', `${place} has ${limit} terminals, which is as many as may be open.`, {
    remedy: 'Close one of them first.',
    facts: { limit },
  })
}

export function threadUnknown(thread: string): Failure {
  return failure('thread-unknown', `There is no thread ${thread} at work.`, 'List the threads to see their ids.')
}

export function noWorktree(state: string): Failure {
  return failure('terminal-no-worktree', `The thread is ${state} and has no worktree, so no terminal was opened.`, {
    remedy:
      state === 'discarded'
        ? 'Restore the thread first.'
        : 'Wait until the thread has started, then open the terminal.',
    facts: { state },
  })
}
