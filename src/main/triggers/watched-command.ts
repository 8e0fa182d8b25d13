import { stripVTControlCharacters } from 'node:util'
import { type Failure, failure } from '../../shared/kernel/failure.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import type { ManagedProcess } from '../ports/process.ts'
import type { TriggerServices } from './services.ts'

export interface WatchedCommand {
  readonly command: string
  readonly cwd: string
  readonly owner: string
  readonly timeoutMs: number
  /** Ends it, and all that it started. */
  readonly signal: AbortSignal
}

export interface CommandOutcome {
  /** 124 where it took too long, -1 where a signal ended it. */
  readonly exitCode: number
  /** The end of what it wrote, without colours. */
  readonly output: string
}

const keptBytes = 8000
const graceMs = 500
const niceness = 10
const tookTooLong = 124
/** Nothing else of the host's environment reaches it: it may hold secrets. */
const handedOn = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'USER', 'LOGNAME']

type Machine = Pick<TriggerServices, 'clock' | 'environment' | 'processes'>

/**
 * Runs a command in the system's shell, both outputs in one and nothing to read. Fails only where nothing was learnt of
 * it: it could not be started, was lost, or was ended by the signal. Nothing that it started is left when this resolves.
 */
export async function runWatched(machine: Machine, run: WatchedCommand): Promise<Result<CommandOutcome, Failure>> {
  const args = ['-c', 'exec 2>&1 </dev/null; exec /bin/sh -c "$0"', run.command]
  const { cwd, owner } = run
  const env = environmentOf(machine.environment)
  const spawned = await machine.processes.spawn({ file: '/bin/sh', args, cwd, env, owner, nice: niceness })
  if (!spawned.ok) return spawned
  const child = spawned.value
  child.stdin.on('error', () => undefined)
  child.stdin.end()
  child.stderr.resume()
  const tail = new OutputTail()
  child.stdout.on('error', () => undefined)
  child.stdout.on('data', (chunk: Buffer) => tail.push(chunk))
  return ended(machine, run, { child, tail })
}

interface Running {
  readonly child: ManagedProcess
  readonly tail: OutputTail
}

async function ended(machine: Machine, run: WatchedCommand, { child, tail }: Running) {
  let late = false
  const stop = () => void child.terminate(graceMs)
  const cancel = machine.clock.after(run.timeoutMs, () => {
    late = true
    stop()
  })
  run.signal.addEventListener('abort', stop, { once: true })
  if (run.signal.aborted) stop()
  const status = await child.exited
  cancel()
  run.signal.removeEventListener('abort', stop)
  await child.terminate(graceMs)
  if (run.signal.aborted || status.lost) return err(cutShort)
  const exitCode = late ? tookTooLong : (status.code ?? -1)
  const note = late ? `\n(ended after ${Math.round(run.timeoutMs / 1000)} s)` : ''
  return ok({ exitCode, output: `${tail.text()}${note}` })
}

const cutShort = failure('command-ended', 'The command was ended before it was done.', 'It is run again by itself.')

function environmentOf(host: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const known = handedOn.flatMap((name) => (host[name] === undefined ? [] : [[name, host[name]] as const]))
  return { PATH: '/usr/local/bin:/usr/bin:/bin', ...Object.fromEntries(known), CI: '1' }
}

/** The last bytes of a stream, however much it carries. */
class OutputTail {
  #bytes = Buffer.alloc(0)
  #cut = false

  push(chunk: Buffer): void {
    const all = Buffer.concat([this.#bytes, chunk.subarray(-keptBytes)])
    this.#cut ||= chunk.length > keptBytes || all.length > keptBytes
    this.#bytes = all.subarray(-keptBytes)
  }

  /** From the first whole line on where something was cut off. */
  text(): string {
    const text = stripVTControlCharacters(this.#bytes.toString('utf8')).trimEnd()
    const line = text.indexOf('\n') + 1
    return this.#cut ? `…\n${text.slice(line < text.length / 2 ? line : 0)}` : text
  }
}
