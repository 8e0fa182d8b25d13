import type { Capability } from '../engine/capability.ts'
import type { BusServices } from './services.ts'
import { report } from './tools/report.ts'
import { reportDependency } from './tools/report-dependency.ts'
import { showRun } from './tools/show-run.ts'
import { spawnTask } from './tools/spawn-task.ts'
import { submitChoice } from './tools/submit-choice.ts'
import { submitPlan } from './tools/submit-plan.ts'
import { submitTest } from './tools/submit-test.ts'
import { submitVerdict } from './tools/submit-verdict.ts'

/** What agents may say to the host, each through a command that shows in the log. */
export function busCapability(services: BusServices): Capability {
  const tools = [submitPlan, showRun, report, reportDependency, spawnTask, submitTest, submitVerdict, submitChoice]
  return { reactors: [], preparers: [], tools: tools.map((tool) => tool(services)) }
}
