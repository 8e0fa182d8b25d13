import { fileURLToPath } from 'node:url'
import { systemClock } from '../../clock/system-clock.ts'
import { createProcessPort } from '../../process/process-port.ts'
import { createPtyPort } from '../pty-port.ts'

/** A host to be killed: opens a terminal with a child, and a child that left it; passes on what they print. */
const nodeFile = process.execPath
const processes = await createProcessPort({
  helperEntry: new URL('../../process/helper.ts', import.meta.url),
  nodeFile,
  journalFile: process.argv[2] ?? '',
  clock: systemClock,
})
const entryFile = fileURLToPath(new URL('../pty-host.ts', import.meta.url))
const script = `trap "" HUP TERM; sleep 300 & export one=$! shell=$$ keeper=$PPID
(setsid sh -c 'echo pids $$ $one $shell $keeper .; exec sleep 300' &); wait`
const opened = await createPtyPort({ processes, clock: systemClock, nodeFile, entryFile }).open({
  file: '/bin/sh',
  args: ['-c', script],
  cwd: '/',
  env: { PATH: '/usr/bin:/bin' },
  columns: 80,
  rows: 24,
  onOutput: (text) => process.stdout.write(text),
  onEnd: () => undefined,
})
if (!opened.ok) throw new Error(opened.error.message)
