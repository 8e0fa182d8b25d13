import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

interface ReadyLine {
  /** Where a load host says everything plainly. */
  readonly feed?: string
  readonly url: string
  readonly token: string
}

export interface StartedHost extends ReadyLine {
  readonly pid: number
  /** Every line after the first, once it has ended. */
  readonly printed: Promise<readonly string[]>
  /** Resolves when the second line comes, or at the end. */
  readonly secondLine: Promise<void>
  signal(name: NodeJS.Signals): void
  /** Ends it in its own order. */
  stop(): Promise<void>
  /** Ends it at once, as a crash would; true when it was still running. */
  kill(): Promise<boolean>
}

/** Starts a program that says where it listens in its first line. `args` are those of the Node that runs this. */
export async function startHost(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<StartedHost> {
  const env = { PATH: process.env.PATH, ...environment }
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], env })
  const exited = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const lines: string[] = []
  const second = Promise.withResolvers<void>()
  const ready = await new Promise<ReadyLine>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line)
      if (lines.length === 1) resolve(JSON.parse(line))
      if (lines.length === 2) second.resolve()
    })
    child.once('error', reject)
    child.once('close', (code) => reject(new Error(`the host ended with ${code} before it was ready`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    const alive = child.kill(signal)
    await exited
    return alive
  }
  return {
    ...ready,
    pid: child.pid ?? 0,
    secondLine: Promise.race([second.promise, exited]),
    printed: exited.then(() => lines.slice(1)),
    signal: (name) => void child.kill(name),
    stop: async () => void (await end('SIGTERM')),
    kill: () => end('SIGKILL'),
  }
}
