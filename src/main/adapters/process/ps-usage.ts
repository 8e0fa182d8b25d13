import { spawnSync } from 'node:child_process'
import type { Used } from './linux-usage.ts'

/** Where there is no /proc (macOS): processor time by `ps`; nobody tells what was read and written. */
export function psUsage(pids: readonly number[]): Used {
  if (pids.length === 0) return { cpuMs: null, ioBytes: null }
  const args = ['-o', 'time=', '-p', pids.join(',')]
  const { stdout } = spawnSync('/bin/ps', args, { env: { LC_ALL: 'C' }, encoding: 'latin1' })
  return { cpuMs: parsePsTimes(stdout ?? ''), ioBytes: null }
}

/** One `[[days-]hours:]minutes:seconds[.hundredths]` a line; their sum in milliseconds, null without any. */
export function parsePsTimes(text: string): number | null {
  const times = text.split('\n').flatMap((line) => {
    const match = /^\s*(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+(?:\.\d+)?)\s*$/.exec(line)
    if (match === null) return []
    const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0))
    return [(((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60_000 + Math.round((seconds ?? 0) * 1000)]
  })
  return times.length === 0 ? null : times.reduce((total, one) => total + one, 0)
}
