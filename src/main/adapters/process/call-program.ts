import { spawnSync } from 'node:child_process'

/** What a program said and how it ended; `found: false` where there is none of that name. */
export interface ProgramOutcome {
  readonly found: boolean
  readonly code: number | null
  readonly output: string
}

/** Milliseconds that a program may take. */
const patienceMs = 30_000

/** Runs a short program to its end, blocking: for the command line, never in a host. */
export function callProgram([file, ...args]: readonly [string, ...(readonly string[])]): ProgramOutcome {
  const done = spawnSync(file, args, { encoding: 'utf8', timeout: patienceMs, stdio: ['ignore', 'pipe', 'pipe'] })
  const found = (done.error as NodeJS.ErrnoException | undefined)?.code !== 'ENOENT'
  return { found, code: done.status, output: found ? `${done.stdout}${done.stderr}` : '' }
}
