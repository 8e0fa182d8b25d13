import { systemClock } from '../../clock/system-clock.ts'
import { readProcess } from '../process-list.ts'
import { createProcessPort } from '../process-port.ts'

/**
 * A host to be killed: starts one agent that ignores SIGTERM and the end of its input, with a child
 * in another session; prints one line of pids: helper, agent, and what the agent prints.
 */
const journalFile = process.argv[2] ?? ''
const port = await createProcessPort({
  helperEntry: new URL('../helper.ts', import.meta.url),
  nodeFile: process.execPath,
  journalFile,
  clock: systemClock,
})
const script = `trap "" TERM; setsid sh -c 'trap "" TERM; echo $$; while :; do sleep 0.1; done' & while :; do sleep 0.1; done`
const spawned = await port.spawn({
  file: '/bin/sh',
  args: ['-c', script],
  cwd: '/',
  env: { PATH: '/usr/bin:/bin' },
  owner: 'thread-1',
})
if (!spawned.ok) throw new Error(spawned.error.message)
const { pid } = spawned.value.identity
spawned.value.stdout.on('data', (text) => process.stdout.write(`${readProcess(pid)?.parent} ${pid} ${text}`))
