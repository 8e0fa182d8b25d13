import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** One process, told from a later one with the same pid by the moment it was started. */
export interface Seen {
  readonly pid: number
  readonly startTime: string
  readonly command: string
  readonly folder: string
}

/** Every living process that has to do with a folder: started in it, named it, or was given it. */
export function processesAbout(folder: string): readonly Seen[] {
  const found: Seen[] = []
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) continue
    const seen = look(pid)
    if (seen !== null && (seen.text.includes(folder) || seen.folder.startsWith(folder))) found.push(seen)
  }
  return found
}

export function stillAlive(seen: readonly Seen[]): readonly Seen[] {
  return seen.filter((one) => look(one.pid)?.startTime === one.startTime)
}

/** A process that has ended and waits for its parent counts as gone. */
function look(pid: number): (Seen & { readonly text: string }) | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
    if (fields[0] === 'Z' || fields[0] === 'X') return null
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const text = `${command} ${readFileSync(`/proc/${pid}/environ`, 'utf8')}`
    return { pid, startTime: fields[19] ?? '', command, folder: readlinkSync(`/proc/${pid}/cwd`), text }
  } catch (error) {
    // It ended between two looks at it.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error
    return null
  }
}

export function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const parent = readFileSync(`/proc/${Number(name)}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1]
      return Number(parent) === pid ? [Number(name)] : []
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error
      return []
    }
  })
}

/** Tolerates one that has just ended. */
export function killHard(pid: number, signal: 'SIGKILL' | 'SIGSTOP' = 'SIGKILL'): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
