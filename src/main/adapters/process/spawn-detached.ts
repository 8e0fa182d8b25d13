import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Failure, failure } from '../../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'

export interface DetachedProgram {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Takes what the program says; its folder is made where it is missing, both for this user only. */
  readonly logFile: string
}

/** Starts a program that outlives this process, for a client that starts a host. Answers its pid. */
export function spawnDetached(program: DetachedProgram): Result<number, Failure<'data-unwritable' | 'spawn-failed'>> {
  const log = openLog(program.logFile)
  if (!log.ok) return log
  try {
    const { args, env, file } = program
    const child = spawn(file, args, { detached: true, stdio: ['ignore', log.value, log.value], env, cwd: '/' })
    // Without a listener a missing program would be an uncaught exception; it shows as a missing pid.
    child.on('error', () => undefined)
    child.unref()
    if (child.pid !== undefined) return ok(child.pid)
    return err(failure('spawn-failed', `${file} could not be started; nothing was done.`, 'Install Switchyard again.'))
  } finally {
    closeSync(log.value)
  }
}

function openLog(file: string): Result<number, Failure<'data-unwritable'>> {
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return ok(openSync(file, 'a', 0o600))
  } catch (error) {
    const code = systemCode(error)
    return err(
      failure('data-unwritable', `The data folder ${folder} can't be written (${code}); nothing was done.`, {
        remedy: 'Name another folder with --data or SWITCHYARD_DATA, or make this one writable.',
        facts: { folder, code },
      }),
    )
  }
}
