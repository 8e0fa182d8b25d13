import { killTree, RUN_MARK } from './kill-tree.ts'

export interface ShellCommand {
  readonly command: string
  readonly cwd: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly timeoutMs: number | undefined
  /** Names this run among all: session, then number. */
  readonly mark: string
  readonly signal: AbortSignal
  readonly output: (text: string) => void
}

export type ShellEnd =
  | { readonly kind: 'exited'; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unstarted'; readonly message: string }

/** How long the pipe of an ended command may stay open in the hands of what it left in the background. */
const DRAIN_MS = 200

/**
 * Runs one command in the system's shell, with both outputs in one pipe so that their order is kept. Ends with the
 * command itself, not with what it leaves running; a timeout or an abort kills all of it.
 */
export async function runShell(run: ShellCommand): Promise<ShellEnd> {
  const child = await start(run)
  if (child instanceof Error) return { kind: 'unstarted', message: child.message }
  child.stdout.setEncoding('utf8')
  child.stdout.on('data', run.output)
  const drained = new Promise<void>((resolve) => child.stdout.once('close', resolve))
  const stop = Promise.withResolvers<ShellEnd>()
  child.once('error', (error) => stop.resolve({ kind: 'unstarted', message: error.message }))
  child.once('exit', (code, signal) => stop.resolve({ kind: 'exited', code, signal }))
  const timer = run.timeoutMs && setTimeout(() => stop.resolve({ kind: 'timed-out' }), run.timeoutMs)
  const abort = () => stop.resolve({ kind: 'cancelled' })
  run.signal.addEventListener('abort', abort, { once: true })
  if (run.signal.aborted) abort()
  const end = await stop.promise
  clearTimeout(timer)
  run.signal.removeEventListener('abort', abort)
  if (end.kind === 'timed-out' || end.kind === 'cancelled') await killTree(child.pid, run.mark)
  await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, DRAIN_MS).unref())])
  child.stdout.destroy()
  return end
}

/** A command that is too long, or that holds a null character, is refused at once. */
async function start({ command, cwd, environment, mark }: ShellCommand) {
  // Loaded late, since it would be a twentieth of the agent's start.
  const { spawn } = await import('node:child_process')
  try {
    return spawn('/bin/sh', ['-c', 'exec 2>&1; exec /bin/sh -c "$0"', command], {
      cwd,
      env: { ...environment, [RUN_MARK]: mark },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  } catch (error) {
    if (error instanceof Error && 'code' in error) return error
    throw error
  }
}
