import type { Capability } from '../engine/capability.ts'
import type { BusServices } from './services.ts'
import { askPeer } from './tools/ask-peer.ts'
import { askWindDown } from './tools/ask-wind-down.ts'
import { broadcast } from './tools/broadcast.ts'
import { confirmContract } from './tools/confirm-contract.ts'
import { decideNegotiation } from './tools/decide-negotiation.ts'
import { decidePlan } from './tools/decide-plan.ts'
import { handOver } from './tools/hand-over.ts'
import { joinTeam } from './tools/join-team.ts'
import { leaveTeam } from './tools/leave-team.ts'
import { listPeers } from './tools/list-peers.ts'
import { notifyWhenIdle } from './tools/notify-when-idle.ts'
import { proposePlan } from './tools/propose-plan.ts'
import { publishContract } from './tools/publish-contract.ts'
import { publishFinding } from './tools/publish-finding.ts'
import { readContract } from './tools/read-contract.ts'
import { readInbox } from './tools/read-inbox.ts'
import { report } from './tools/report.ts'
import { reportDependency } from './tools/report-dependency.ts'
import { requestReview } from './tools/request-review.ts'
import { sendMessage } from './tools/send-message.ts'
import { showRun } from './tools/show-run.ts'
import { spawnTask } from './tools/spawn-task.ts'
import { submitChoice } from './tools/submit-choice.ts'
import { submitPlan } from './tools/submit-plan.ts'
import { submitTest } from './tools/submit-test.ts'
import { submitVerdict } from './tools/submit-verdict.ts'
import { taskAdd } from './tools/task-add.ts'
import { taskAssign } from './tools/task-assign.ts'
import { taskClaim } from './tools/task-claim.ts'
import { taskComplete } from './tools/task-complete.ts'
import { taskList } from './tools/task-list.ts'
import { taskRelease } from './tools/task-release.ts'
import { taskUpdate } from './tools/task-update.ts'

const alone = [submitPlan, showRun, report, reportDependency, spawnTask, submitTest, submitVerdict, submitChoice]
const contracts = [publishContract, readContract, confirmContract, decideNegotiation]
const talk = [listPeers, sendMessage, broadcast, askPeer, readInbox, notifyWhenIdle, publishFinding]
const list = [taskList, taskAdd, taskClaim, taskAssign, taskUpdate, taskRelease, taskComplete]
const together = [proposePlan, decidePlan, joinTeam, leaveTeam, askWindDown, requestReview, handOver]

/** What agents may say to the host and to each other, each through a command that shows in the log. */
export function busCapability(services: BusServices): Capability {
  const tools = [...alone, ...contracts, ...talk, ...list, ...together]
  return { reactors: [], preparers: [], tools: tools.map((tool) => tool(services)) }
}
