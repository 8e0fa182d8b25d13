import { systemClock } from '../../clock/system-clock.ts'
import { processIdentities } from '../../process/process-list.ts'
import { createHostLocks } from '../host-locks.ts'

/** A host that wants the folder: waits for a line, tries, prints what came of it, and stays until its input ends. */
const folder = process.argv[2] ?? ''
process.stdout.write('ready\n')
process.stdin.once('data', () => {
  const locks = createHostLocks({ processes: processIdentities, clock: systemClock })
  void locks.acquire(folder).then((result) => {
    const outcome = result.ok ? { won: true } : { won: false, code: result.error.code, pid: result.error.facts?.pid }
    process.stdout.write(`${JSON.stringify({ pid: process.pid, ...outcome })}\n`)
  })
})
