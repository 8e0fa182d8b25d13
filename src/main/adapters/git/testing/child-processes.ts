import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { failure } from '../../../../shared/kernel/failure.ts'
import { err, ok } from '../../../../shared/kernel/result.ts'
import type { ManagedProcess, ProcessPort } from '../../../ports/process.ts'

/** A bare ProcessPort for tests of this folder, which may not import another adapter: no groups, no records. */
export function childProcesses(): ProcessPort {
  return {
    async spawn(request) {
      const child = spawn(request.file, request.args, {
        cwd: request.cwd,
        env: request.env as NodeJS.ProcessEnv,
        stdio: ['pipe', 'pipe', 'pipe'],
      })
      const exited = new Promise<{ code: number | null; signal: string | null; lost: boolean }>((resolve) => {
        child.once('close', (code, signal) => resolve({ code, signal, lost: false }))
      })
      try {
        await once(child, 'spawn')
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'spawn-not-found' : 'spawn-failed'
        return err(failure(code, String(error), 'none'))
      }
      const managed: ManagedProcess = {
        identity: { pid: child.pid ?? 0, startTime: '' },
        stdin: child.stdin,
        stdout: child.stdout,
        stderr: child.stderr,
        exited,
        async terminate() {
          child.kill('SIGKILL')
          await exited
        },
      }
      return ok(managed)
    },
    isAlive: () => false,
    reap: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  }
}
