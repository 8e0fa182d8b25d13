import type { HostCheck } from '../../../shared/contract/channels/host.ts'
import type { AwakeMeans } from '../../ports/awake.ts'
import type { DiskSpace } from '../../ports/disk.ts'

const gigabyte = 1024 ** 3
const tooLittle = gigabyte
const little = 10 * gigabyte

/** Once for each file system, by folder. */
export function diskChecks(spaces: ReadonlyMap<string, DiskSpace | null>): readonly HostCheck[] {
  const told = new Set<string>()
  return [...spaces].flatMap(([folder, space]) => {
    const system = space?.fileSystem ?? folder
    if (told.has(system)) return []
    told.add(system)
    return [diskCheck(folder, space)]
  })
}

function diskCheck(folder: string, space: DiskSpace | null): HostCheck {
  const name = 'disk'
  if (space === null) {
    const remedy = 'See that the folder is there and may be read.'
    return { name, state: 'warning', detail: `How much room is left at ${folder} is not known.`, remedy }
  }
  const detail = `${(space.freeBytes / gigabyte).toFixed(1)} GB are free at ${folder}.`
  if (space.freeBytes >= little) return { name, state: 'ok', detail, remedy: null }
  const remedy = 'Make room: each thread has a copy of the files, and builds fill it.'
  return { name, state: space.freeBytes < tooLittle ? 'failed' : 'warning', detail, remedy }
}

export function awakeCheck(means: AwakeMeans): HostCheck {
  return means.kind === 'ready'
    ? { name: 'awake', state: 'ok', detail: `${means.by} keeps this machine awake while agents work.`, remedy: null }
    : { name: 'awake', state: 'warning', detail: means.why, remedy: means.remedy }
}
