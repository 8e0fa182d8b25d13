import { join } from 'node:path'
import type { ProcessMeter, ProcessPort } from '../../../ports/process.ts'
import { systemClock } from '../../clock/system-clock.ts'
import { createProcessPort } from '../../process/process-port.ts'

/** The real spawner, which records in `folder` what runs. */
export function createTestProcesses(folder: string): Promise<ProcessPort & ProcessMeter> {
  return createProcessPort({
    helperEntry: join(import.meta.dirname, '../../process/helper.ts'),
    nodeFile: process.execPath,
    journalFile: join(folder, 'processes.json'),
    clock: systemClock,
  })
}
