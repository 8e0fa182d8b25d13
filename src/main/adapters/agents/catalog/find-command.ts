import { isAbsolute } from 'node:path'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../../shared/kernel/result.ts'
import type { AgentFailure } from '../../../ports/agent.ts'
import { findInPath, type HostEnvironment, isExecutable } from './find-program.ts'
import { splitCommand } from './split-command.ts'

export interface Program {
  readonly file: string
  readonly args: readonly string[]
}

/** The program that a command line names, looked up in `PATH` unless it is a path. */
export async function findCommand(
  command: string,
  environment: HostEnvironment,
): Promise<Result<Program, AgentFailure>> {
  const split = splitCommand(command)
  if (!split.ok) return split
  const [name, ...args] = split.value
  if (name === undefined || name === '') return err(emptyCommand())
  const file = name.includes('/') ? await executableAt(name) : await findInPath(name, environment)
  return file === null ? err(missingCommand(name)) : ok({ file, args })
}

/** The agent will run in a worktree, so a relative path would mean something else there. */
async function executableAt(file: string): Promise<string | null> {
  return isAbsolute(file) && (await isExecutable(file)) ? file : null
}

function emptyCommand(): AgentFailure {
  return failure('agent-not-found', "The agent's command line is empty.", 'Give a program and its arguments.')
}

function missingCommand(name: string): AgentFailure {
  return failure('agent-not-found', `The agent's program “${name}” was not found or can't be run.`, {
    remedy: 'Install it, put its folder on PATH, or give its absolute path (relative paths are not taken).',
    facts: { program: name },
  })
}
