import { createConnection } from 'node:net'
import { PassThrough } from 'node:stream'
import type { ExitStatus, ManagedProcess, ProcessPort } from '../../src/main/ports/process.ts'
import { ok } from '../../src/shared/kernel/result.ts'

/** Every program that is started is one more connection to where the agents of a benchmark are. */
export function socketProcesses(socketFile: string): ProcessPort {
  let pids = 0
  return {
    async spawn() {
      const socket = createConnection(socketFile)
      const stderr = new PassThrough()
      const exited = new Promise<ExitStatus>((resolve) => {
        socket.once('close', () => {
          stderr.end()
          resolve({ code: 0, signal: null, lost: false })
        })
      })
      socket.on('error', () => socket.destroy())
      await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
      pids += 1
      const child: ManagedProcess = {
        identity: { pid: pids, startTime: String(pids) },
        stdin: socket,
        stdout: socket,
        stderr,
        exited,
        terminate: async () => {
          socket.destroy()
          await exited
        },
      }
      return ok(child)
    },
    isAlive: () => true,
    reap: async () => [],
    close: async () => undefined,
  }
}
