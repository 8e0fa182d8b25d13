import { readdirSync, readFileSync } from 'node:fs'

export interface FoundProcess {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** Every live process that was started under this home folder, whoever its parent is now. */
export function processesWithHome(home: string): readonly FoundProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const environment = readOrEmpty(`/proc/${name}/environ`).split('\0')
      if (!environment.includes(`HOME=${home}`)) return []
      const status = readOrEmpty(`/proc/${name}/status`)
      const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)
      const command = readOrEmpty(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim()
      return [{ pid: Number(name), parent, command }]
    })
}

export function isAlive(pid: number): boolean {
  const status = readOrEmpty(`/proc/${pid}/status`)
  return status !== '' && !/^State:\s+Z/m.test(status)
}

export function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length
}

/** A process may end while it is being looked at. */
function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return ''
    throw error
  }
}
