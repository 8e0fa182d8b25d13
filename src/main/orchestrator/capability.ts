import type { Capability } from '../engine/capability.ts'
import { arbitrate } from './arbitrate.ts'
import { landTask } from './land-task.ts'
import { prepareJudge } from './prepare-judge.ts'
import type { OrchestratorServices } from './services.ts'
import { startTask } from './start-task.ts'
import { verifyWork } from './verify-work.ts'

export function orchestratorCapability(services: OrchestratorServices): Capability {
  return {
    reactors: [startTask(services), landTask(), verifyWork(services), arbitrate(services)],
    preparers: [prepareJudge(services.git)],
  }
}
