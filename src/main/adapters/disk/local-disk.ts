import { stat, statfs } from 'node:fs/promises'
import { systemCode } from '../../../shared/kernel/system-code.ts'
import type { DiskPort, DiskSpace } from '../../ports/disk.ts'

export const localDisk: DiskPort = { spaceOf }

async function spaceOf(folder: string): Promise<DiskSpace | null> {
  try {
    const [{ bavail, bsize }, { dev }] = await Promise.all([statfs(folder), stat(folder)])
    return { freeBytes: bavail * bsize, fileSystem: `${dev}` }
  } catch (error) {
    systemCode(error)
    return null
  }
}
