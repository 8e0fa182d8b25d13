import { dirname, join } from 'node:path'
import { agentContract } from '../../../ports/testing/agent.contract.ts'
import { systemClock } from '../../clock/system-clock.ts'
import { createTestProcesses } from '../testing/processes.ts'
import { createAcpDriver } from './driver.ts'

agentContract('ACP driver with the scripted agent', async (folder) => {
  const processes = await createTestProcesses(folder)
  return {
    processes,
    agents: createAcpDriver({
      processes,
      clock: systemClock,
      journalFolder: join(folder, 'journal'),
      initializeTimeoutMs: 20_000,
      terminateGraceMs: 300,
      hostEnvironment: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin`, HOME: folder },
    }),
    request: (worktree) => ({
      launch: {
        id: 'scripted',
        file: process.execPath,
        args: [join(import.meta.dirname, '../scripted/main.ts')],
        passEnvironment: [],
        setEnvironment: { SWITCHYARD_SCRIPTED_STATE: join(folder, 'state') },
        resumable: true,
      },
      folder: worktree,
      owner: 'contract',
      environment: {},
    }),
    kill: (session) => void process.kill(session.process.pid, 'SIGKILL'),
  }
})
