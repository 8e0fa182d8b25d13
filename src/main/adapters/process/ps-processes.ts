import { spawnSync } from 'node:child_process'
import { markerVariable, type ProcessRow } from './process-row.ts'

// One option each: the text after `=` is a heading, which would swallow the columns that follow.
const columns = [
  '-ww',
  ...['pid=', 'ppid=', 'pgid=', 'stat=', 'lstart=', 'command='].flatMap((column) => ['-o', column]),
]

/** Where there is no /proc (macOS): `-E` adds the environment to the command of one's own processes. */
export function listPsProcesses(): readonly ProcessRow[] {
  return parsePs(runPs(['-A', '-E', ...columns]))
}

export function readPsProcess(pid: number): ProcessRow | null {
  return parsePs(runPs([...columns, '-p', String(pid)]))[0] ?? null
}

/** Parses the lines of `ps` with those columns. */
export function parsePs(text: string): readonly ProcessRow[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\d{4})\s?(.*)$/.exec(line)
    if (match === null) return []
    const [, pid, parent, group, state, startTime, command] = match
    return [
      {
        pid: Number(pid),
        parent: Number(parent),
        group: Number(group),
        // `ps` shows sessions as kernel addresses there; the group is the nearest it tells.
        session: Number(group),
        startTime: (startTime ?? '').replace(/\s+/g, ' '),
        zombie: (state ?? '').startsWith('Z'),
        marker: new RegExp(`(?:^|\\s)${markerVariable}=(\\S+)`).exec(command ?? '')?.[1] ?? null,
      },
    ]
  })
}

function runPs(args: readonly string[]): string {
  const env = { LC_ALL: 'C', TZ: 'UTC' }
  return spawnSync('/bin/ps', args, { env, encoding: 'latin1', maxBuffer: 64 << 20 }).stdout ?? ''
}
