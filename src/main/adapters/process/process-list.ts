import type { ProcessIdentity } from '../../ports/process.ts'
import type { ProcessIdentities } from '../../ports/process-identities.ts'
import { listLinuxProcesses, readLinuxProcess } from './linux-processes.ts'
import type { ProcessRow } from './process-row.ts'
import { listPsProcesses, readPsProcess } from './ps-processes.ts'

const hasProc = process.platform === 'linux'

/** Every process, zombies included; reads a few files a process, so not for the host's hot paths. */
export function listProcesses(): readonly ProcessRow[] {
  return hasProc ? listLinuxProcesses() : listPsProcesses()
}

export function readProcess(pid: number): ProcessRow | null {
  return hasProc ? readLinuxProcess(pid) : readPsProcess(pid)
}

export const processIdentities: ProcessIdentities = {
  own: () => ({ pid: process.pid, startTime: readProcess(process.pid)?.startTime ?? '' }),
  isAlive(identity) {
    const row = readProcess(identity.pid)
    return row !== null && !row.zombie && row.startTime === identity.startTime
  },
}

export function identityOf(row: ProcessRow): ProcessIdentity {
  return { pid: row.pid, startTime: row.startTime }
}
