import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { processContract } from '../../ports/testing/process.contract.ts'
import { systemClock } from '../clock/system-clock.ts'
import { createProcessPort } from './process-port.ts'

processContract(
  'spawn helper',
  (folder) =>
    createProcessPort({
      helperEntry: new URL('./helper.ts', import.meta.url),
      nodeFile: process.execPath,
      journalFile: join(folder, 'processes.jsonl'),
      clock: systemClock,
    }),
  (file) => readFileSync(file, 'latin1'),
)
