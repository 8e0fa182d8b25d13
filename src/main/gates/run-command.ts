import type { Readable } from 'node:stream'
import type { Failure } from '../../shared/kernel/failure.ts'
import type { Clock } from '../ports/clock.ts'
import type { ManagedProcess, ProcessPort } from '../ports/process.ts'

export interface CommandRun {
  readonly command: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly owner: string
  readonly timeoutMs: number
  /** Ends the command and all it started. */
  readonly signal: AbortSignal
  readonly output: (chunk: Buffer) => void
}

export type CommandEnd =
  /** `code` is null where a signal ended it. */
  | { readonly kind: 'exited'; readonly code: number | null }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  /** It went under with what starts processes, or could not be started for that: nothing is known of it. */
  | { readonly kind: 'lost'; readonly failure: Failure }
  | { readonly kind: 'not-started'; readonly failure: Failure }

interface Machine {
  readonly processes: ProcessPort
  readonly clock: Clock
}

const niceness = 10
/** Between each of the three ways to end a process, so that cancelling takes less than three seconds. */
const graceMs = 500
const lookEveryMs = 250
/** What the command left running may go on writing for so long before it is ended. */
const lingerMs = 1000
/** Of output that is taken in at full speed in each `windowMs`; beyond it the program waits. */
const windowBytes = 1024 * 1024
const windowMs = 50

/**
 * Runs a command in the system's shell, both outputs in one so that their order is kept, with nothing to read. Whatever
 * the end, nothing that it started is left alive when this resolves.
 */
export async function runCommand(machine: Machine, run: CommandRun): Promise<CommandEnd> {
  const { cwd, env, owner, signal } = run
  if (signal.aborted) return { kind: 'cancelled' }
  const args = ['-c', 'exec 2>&1 </dev/null; exec /bin/sh -c "$0"', run.command]
  const spawned = await machine.processes.spawn({ file: '/bin/sh', args, cwd, env, owner, nice: niceness })
  if (!spawned.ok) {
    const { error } = spawned
    return { kind: error.code === 'spawner-closed' ? 'lost' : 'not-started', failure: error }
  }
  const child = spawned.value
  child.stdin.on('error', () => undefined)
  child.stdin.end()
  takeIn(child.stdout, run.output, machine.clock)
  child.stderr.resume()
  return ended(machine, child, run)
}

async function ended(machine: Machine, child: ManagedProcess, run: CommandRun): Promise<CommandEnd> {
  let early: 'timed-out' | 'cancelled' | null = null
  const stop = (why: 'timed-out' | 'cancelled') => {
    early ??= why
    void child.terminate(graceMs)
  }
  const abort = () => stop('cancelled')
  const cancelTimeout = machine.clock.after(run.timeoutMs, () => stop('timed-out'))
  const cancelLook = endLingering(machine, child)
  run.signal.addEventListener('abort', abort, { once: true })
  if (run.signal.aborted) abort()
  const status = await child.exited
  cancelTimeout()
  cancelLook()
  run.signal.removeEventListener('abort', abort)
  await child.terminate(graceMs)
  if (early !== null) return { kind: early }
  return status.lost ? { kind: 'lost', failure: wentUnder } : { kind: 'exited', code: status.code }
}

const wentUnder: Failure = {
  code: 'spawner-closed',
  message: 'What starts programs for Switchyard ended, and the gate with it.',
  remedy: 'Send a prompt to have it run again.',
}

/** The end of the output is waited for; one that a process left behind holds open may never come. */
function endLingering({ processes, clock }: Machine, child: ManagedProcess): () => void {
  const look = () => {
    const alive = processes.isAlive(child.identity)
    cancel = alive ? clock.after(lookEveryMs, look) : clock.after(lingerMs, () => void child.terminate(graceMs))
  }
  let cancel = clock.after(lookEveryMs, look)
  return () => cancel()
}

/** A program that writes without end must not keep the host busy. */
function takeIn(stream: Readable, output: (chunk: Buffer) => void, clock: Clock): void {
  let left = windowBytes
  let begun = clock.monotonic()
  stream.on('error', () => undefined)
  stream.on('data', (chunk: Buffer) => {
    output(chunk)
    const now = clock.monotonic()
    if (now - begun >= windowMs) {
      left = windowBytes
      begun = now
    }
    left -= chunk.length
    if (left > 0) return
    stream.pause()
    clock.after(windowMs, () => void stream.resume())
  })
}
