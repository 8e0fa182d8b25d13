import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'

export interface DetachedProgram {
  readonly file: string
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Takes what the program says; appended to, readable by its user only. */
  readonly logFile: string
}

/** Starts a program that outlives this process; for a client that starts a host. Answers its pid, or null. */
export function spawnDetached({ file, args, env, logFile }: DetachedProgram): number | null {
  const log = openSync(logFile, 'a', 0o600)
  try {
    const child = spawn(file, args, { detached: true, stdio: ['ignore', log, log], env, cwd: '/' })
    // Without a listener a missing program would be an uncaught exception; the caller sees the null pid.
    child.on('error', () => undefined)
    child.unref()
    return child.pid ?? null
  } finally {
    closeSync(log)
  }
}
