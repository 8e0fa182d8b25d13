import { readdirSync, readFileSync } from 'node:fs'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import { markerVariable, type ProcessRow } from './process-row.ts'

/** Reads one process from /proc; null when there is none. */
export function readLinuxProcess(pid: number | string): ProcessRow | null {
  const stat = readIfThere(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    pid: Number(pid),
    parent: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    startTime: `${fields[19]}@${bootName()}`,
    zombie: fields[0] === 'Z' || fields[0] === 'X',
    marker: null,
  }
}

/** Every process this user may see, markers included where the environment may be read. */
export function listLinuxProcesses(): readonly ProcessRow[] {
  const rows: ProcessRow[] = []
  for (const name of readdirSync('/proc')) {
    const first = name.charCodeAt(0)
    if (first < 48 || first > 57) continue
    const row = readLinuxProcess(name)
    if (row !== null) rows.push({ ...row, marker: readMarker(name) })
  }
  return rows
}

function readMarker(pid: string): string | null {
  const environment = readIfThere(`/proc/${pid}/environ`)
  if (environment === null) return null
  const name = `\0${markerVariable}=`
  const text = `\0${environment}`
  const at = text.indexOf(name)
  if (at < 0) return null
  const end = text.indexOf('\0', at + 1)
  return text.slice(at + name.length, end < 0 ? undefined : end)
}

let boot: string | undefined

/** Start times count from the boot, so the same number after another boot is another process. */
function bootName(): string {
  boot ??= readIfThere('/proc/sys/kernel/random/boot_id')?.slice(0, 8) ?? ''
  return boot
}

/** Processes come and go between two reads, and those of other users may not be read: both are null. */
function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    systemCode(error)
    return null
  }
}
