import { readFileSync } from 'node:fs'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { ProcessUsage } from '../../ports/process.ts'

export type Used = Pick<ProcessUsage, 'cpuMs' | 'ioBytes'>

/** Linux counts in hundredths of a second towards programs, whatever its own clock does. */
const tickMs = 10

/** Sums over processes, each with those of its children that have ended. */
export function linuxUsage(pids: readonly number[]): Used {
  const cpu = pids.map(cpuOf).filter((ms) => ms !== null)
  const io = pids.map(ioOf).filter((bytes) => bytes !== null)
  return { cpuMs: sum(cpu), ioBytes: sum(io) }
}

/** User and system time, its own and that of collected children. */
function cpuOf(pid: number): number | null {
  const stat = readIfThere(`/proc/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((total, field) => total + Number(field), 0)
  return ticks * tickMs
}

function ioOf(pid: number): number | null {
  const text = readIfThere(`/proc/${pid}/io`)
  if (text === null) return null
  return ['rchar', 'wchar'].reduce((total, name) => {
    const count = new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0
    return total + Number(count)
  }, 0)
}

/** Null where nothing could be read: that is not the same as nothing used. */
function sum(numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : numbers.reduce((total, one) => total + one, 0)
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'latin1')
  } catch (error) {
    systemCode(error)
    return null
  }
}
