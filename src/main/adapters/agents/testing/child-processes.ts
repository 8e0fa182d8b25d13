import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { ExitStatus, ManagedProcess, ProcessPort, SpawnRequest } from '../../../ports/process.ts'

/** The smallest process port that tests of agents need: own process group, no supervisor, nothing recorded. */
export function createChildProcesses(): ProcessPort {
  const running = new Set<ManagedProcess>()
  return {
    async spawn(request) {
      const child = start(request)
      const failed = await Promise.race([
        once(child, 'spawn').then(() => null),
        once(child, 'error').then(([error]) => error as NodeJS.ErrnoException),
      ]).catch((error: NodeJS.ErrnoException) => error)
      if (failed !== null) {
        const code = failed.code === 'ENOENT' ? 'spawn-not-found' : 'spawn-failed'
        return err(failure(code, failed.message, 'Check that the program exists and can be run.'))
      }
      const managed = manage(child)
      running.add(managed)
      void managed.exited.then(() => running.delete(managed))
      return ok(managed)
    },
    isAlive: ({ pid }) => alive(pid),
    reap: async () => [],
    close: async () => {
      await Promise.all([...running].map((managed) => managed.terminate(0)))
    },
  }
}

function start({ args, cwd, env, file }: SpawnRequest): ChildProcess {
  return spawn(file, [...args], { cwd, env: { ...env }, stdio: 'pipe', detached: true })
}

function manage(child: ChildProcess): ManagedProcess {
  const { pid, stderr, stdin, stdout } = child
  if (pid === undefined || stdin === null || stdout === null || stderr === null)
    throw new Error('spawned without pipes')
  const exited = once(child, 'close').then(
    ([code, signal]): ExitStatus => ({ code: code as number | null, signal: signal as string | null, lost: false }),
  )
  return { identity: { pid, startTime: String(pid) }, stdin, stdout, stderr, exited, terminate }

  async function terminate(graceMs: number): Promise<void> {
    stdin?.end()
    // Output that nobody reads would keep the process from ever counting as closed.
    stdout?.resume()
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (await endsWithin(graceMs)) return
      if (alive(-(pid ?? 0))) process.kill(-(pid ?? 0), signal)
    }
    await exited
  }

  async function endsWithin(milliseconds: number): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), milliseconds)
    })
    const ended = await Promise.race([exited.then(() => true), late])
    clearTimeout(timer)
    return ended
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
