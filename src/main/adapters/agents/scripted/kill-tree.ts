import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'

/** The environment variable by which a run command's processes are found again, also when their parent is gone. */
export const RUN_MARK = 'SWITCHYARD_SCRIPTED_RUN'

const ROUNDS = 20

interface SeenProcess {
  readonly pid: number
  readonly parent: number
}

/**
 * Kills a command with everything it started. The command keeps the agent's process group, so that a killed agent
 * takes it along; hence it is found by descent and by its mark instead of by group. Repeats until nothing is left,
 * since a process may fork while it is being looked for. Without `/proc` only the command itself is killed.
 */
export async function killTree(root: number | undefined, mark: string): Promise<void> {
  if (root !== undefined && !existsSync('/proc/self/stat')) killOne(root)
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await findTree(root, mark)
    if (found.filter(killOne).length === 0) return
  }
}

async function findTree(root: number | undefined, mark: string): Promise<readonly number[]> {
  const seen = (await listProcesses()).filter((process) => process.pid !== globalThis.process.pid)
  const doomed = new Set<number>(root !== undefined && seen.some((one) => one.pid === root) ? [root] : [])
  for (const one of seen) if (await isMarked(one.pid, mark)) doomed.add(one.pid)
  for (let before = -1; before !== doomed.size; ) {
    before = doomed.size
    for (const one of seen) if (doomed.has(one.parent)) doomed.add(one.pid)
  }
  return [...doomed]
}

async function listProcesses(): Promise<readonly SeenProcess[]> {
  const names = await readdir('/proc').catch(() => null)
  if (names === null) return []
  const processes = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess))
  return processes.filter((one) => one !== null)
}

/** A zombie counts as gone: it runs nothing, and only its parent can remove it. */
async function readProcess(name: string): Promise<SeenProcess | null> {
  const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return parent === undefined || state === 'Z' ? null : { pid: Number(name), parent: Number(parent) }
}

async function isMarked(pid: number, mark: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '')
  return environment.includes(`\0${RUN_MARK}=${mark}`) || environment.startsWith(`${RUN_MARK}=${mark}`)
}

/** False when it has ended meanwhile. */
function killOne(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}
