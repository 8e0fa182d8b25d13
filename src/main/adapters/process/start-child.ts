import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import type { Socket } from 'node:net'
import { constants, setPriority } from 'node:os'
import { isAbsolute } from 'node:path'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { closeChildStreams, openChildStreams } from './child-streams.ts'
import type { SpawnMessage, SpawnProblem } from './helper-protocol.ts'
import { markerVariable } from './process-row.ts'

export interface StartedChild {
  readonly child: ChildProcess
  readonly pid: number
}

/** Starts a child on three connections to the host, in a session of its own. */
export async function startChild(
  message: SpawnMessage,
  socketFile: string,
): Promise<Result<StartedChild, SpawnProblem>> {
  let sockets: readonly Socket[] = []
  try {
    sockets = await openChildStreams(socketFile, message.key)
    const child = spawn(message.file, message.args, {
      cwd: message.cwd,
      env: message.record === null ? message.env : { ...message.env, [markerVariable]: message.record.marker },
      detached: true,
      stdio: [...sockets],
    })
    const { pid } = child
    if (pid === undefined) return err(problemOf(message, await errorOf(child)))
    setNiceness(pid, message.nice)
    return ok({ child, pid })
  } catch (error) {
    return err(problemOf(message, error))
  } finally {
    closeChildStreams(sockets)
  }
}

function errorOf(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve) => child.once('error', resolve))
}

/** A wish, not a condition: a limit of the system on it doesn't keep the child from running. */
function setNiceness(pid: number, nice: number): void {
  if (nice === 0) return
  try {
    setPriority(pid, Math.min(nice, constants.priority.PRIORITY_LOW))
  } catch (error) {
    systemCode(error)
  }
}

function problemOf({ cwd, file }: SpawnMessage, error: unknown): SpawnProblem {
  const code = systemCode(error)
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return { kind: 'other', code }
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true) return { kind: 'folder-missing', code }
  // A script that is there, whose interpreter is not, has the same code.
  return { kind: isAbsolute(file) && existsSync(file) ? 'other' : 'file-missing', code }
}
