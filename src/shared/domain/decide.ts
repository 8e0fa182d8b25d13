import { ok } from '../kernel/result.ts'
import { automationDeciders } from './automation/deciders.ts'
import type { Command, CommandType } from './command.ts'
import { decidePublishContract } from './contracts/decide/publish-contract.ts'
import { decideReadContract } from './contracts/decide/read-contract.ts'
import type { Decide, DecideContext, Decision } from './decision.ts'
import type { DomainEvent } from './event.ts'
import { followUps, hasFollowUps } from './follow-ups.ts'
import { decideAccept } from './landing/decide/accept.ts'
import { decideMerged, decideProved } from './landing/decide/prove.ts'
import { decideFollowed, decideMoved, decideRefused } from './landing/decide/report.ts'
import { decideUndo } from './landing/decide/undo.ts'
import { startLandings } from './landing/schedule.ts'
import type { Model } from './model.ts'
import { decideArbiterDecides } from './negotiation/decide/arbiter-decides.ts'
import { decideArbiterFailed } from './negotiation/decide/arbiter-failed.ts'
import { decideBeginArbiter } from './negotiation/decide/begin-arbiter.ts'
import { decideCheckNegotiations } from './negotiation/decide/check-negotiations.ts'
import { decideConfirm } from './negotiation/decide/confirm.ts'
import { decideJoinNegotiation } from './negotiation/decide/join-negotiation.ts'
import { decideOpenNegotiation } from './negotiation/decide/open-negotiation.ts'
import { decideSettleNegotiation } from './negotiation/decide/settle-negotiation.ts'
import { outboundDeciders } from './outbound/deciders.ts'
import { Overlay } from './overlay.ts'
import { decideCheckExpiry } from './peers/decide/check-expiry.ts'
import { decideDismiss } from './peers/decide/dismiss.ts'
import { decidePublishFinding } from './peers/decide/publish-finding.ts'
import { decideRead } from './peers/decide/read.ts'
import { decideSend } from './peers/decide/send.ts'
import { decideWatch } from './peers/decide/watch.ts'
import { decideConfigure } from './pool/decide/configure.ts'
import { decideFreeze, decideThaw } from './pool/decide/freeze.ts'
import { decideStart } from './pool/decide/start.ts'
import { decideStop as decideStopPool } from './pool/decide/stop.ts'
import { grantSlots } from './pool/schedule.ts'
import { decideForget } from './project/decide/forget.ts'
import { decideOpen } from './project/decide/open.ts'
import { reopenForgotten } from './project/reopen.ts'
import { provisional } from './provisional.ts'
import { decideLoop, decideStillness } from './recovery/decide/evidence.ts'
import { decideProceed } from './recovery/decide/proceed.ts'
import { decideApprove } from './run/decide/approve.ts'
import { decideCheckBudgets } from './run/decide/check-budgets.ts'
import { decideConfigureRun } from './run/decide/configure.ts'
import { decideDispatch } from './run/decide/dispatch.ts'
import { decidePause, decideResume, decideStopRun } from './run/decide/pause.ts'
import { decidePlan } from './run/decide/plan.ts'
import { decidePropose } from './run/decide/propose.ts'
import { decideAcceptTask } from './task/decide/accept.ts'
import { decideAddTask } from './task/decide/add.ts'
import { decideMoveTask, decideRemoveTask } from './task/decide/arrange.ts'
import { decideBegin, decideStartFailed } from './task/decide/begin.ts'
import { decideChooseCandidate } from './task/decide/choose.ts'
import { decideEditTask } from './task/decide/edit.ts'
import { decideExpand } from './task/decide/expand.ts'
import { decideJudge, decideReportChoice } from './task/decide/judge.ts'
import { decideLinkTask, decideUnlinkTask } from './task/decide/link.ts'
import { decideReport } from './task/decide/report.ts'
import { decideReportDependency } from './task/decide/report-dependency.ts'
import { decideRetryTask } from './task/decide/retry.ts'
import { decideSpawn } from './task/decide/spawn.ts'
import { decideAddItem } from './team/decide/add-item.ts'
import { decideAssignItem } from './team/decide/assign-item.ts'
import { decideCheckLeases } from './team/decide/check-leases.ts'
import { decideClaimItem } from './team/decide/claim-item.ts'
import { decideCompleteItem } from './team/decide/complete-item.ts'
import { decideReleaseItem } from './team/decide/release-item.ts'
import { decideRemoveItem } from './team/decide/remove-item.ts'
import { decideUpdateItem } from './team/decide/update-item.ts'
import { decideAnswer } from './thread/decide/answer.ts'
import { decideArchive } from './thread/decide/archive.ts'
import { decideDiscard } from './thread/decide/discard.ts'
import { decideEdit } from './thread/decide/edit.ts'
import { decideInterrupt, decideStop } from './thread/decide/interrupt.ts'
import { decideLand } from './thread/decide/land.ts'
import { decidePermissionAsk, decidePermissionExpire } from './thread/decide/permission.ts'
import { decidePrompt } from './thread/decide/prompt.ts'
import { decideRelease } from './thread/decide/release.ts'
import { decideActivity, decideUsage } from './thread/decide/report-progress.ts'
import { decideSessionClosed, decideSessionOpened } from './thread/decide/report-session.ts'
import { decideTurnEnded, decideTurnStarted, decideTurnWithdrawn } from './thread/decide/report-turn.ts'
import { decideRestore } from './thread/decide/restore.ts'
import { decideSteer } from './thread/decide/steer.ts'
import { decideAcceptCluster } from './topology/decide/accept-cluster.ts'
import { decideAllowCluster } from './topology/decide/allow-cluster.ts'
import { decideCoordinate } from './topology/decide/coordinate.ts'
import { decideDeclineCluster } from './topology/decide/decline-cluster.ts'
import { decideDissolveCluster } from './topology/decide/dissolve-cluster.ts'
import { decideIgnoreCoupling } from './topology/decide/ignore-coupling.ts'
import { decideIntroduce } from './topology/decide/introduce.ts'
import { decideJoinCluster } from './topology/decide/join-cluster.ts'
import { decideLeadCluster } from './topology/decide/lead-cluster.ts'
import { decideLeaveCluster } from './topology/decide/leave-cluster.ts'
import { decideMergeClusters } from './topology/decide/merge-clusters.ts'
import { decidePinCluster } from './topology/decide/pin-cluster.ts'
import { decideReportCoupling } from './topology/decide/report-coupling.ts'
import { decideSerialize } from './topology/decide/serialize.ts'
import { decideSplitCluster } from './topology/decide/split-cluster.ts'
import { decideSwitchRun } from './topology/decide/switch-run.ts'
import { decideGateEnded, decideGatesCancelled, decideGatesEnded } from './verification/decide/report.ts'
import { decideBeginVerifier, decideVerdict, decideVerifierFailed } from './verification/decide/verdict.ts'
import { decideLease } from './worktree/decide/lease.ts'
import { decideCheckpoint, decideCheckpointFailed } from './worktree/decide/report-checkpoint.ts'
import { decideCreateFailed, decideWorktreeCreated } from './worktree/decide/report-created.ts'
import { decideEditRefused } from './worktree/decide/report-edit.ts'
import {
  decideRestored,
  decideRestoreFailed,
  decideTrashed,
  decideTrashFailed,
} from './worktree/decide/report-trash.ts'

const deciders: { readonly [Type in CommandType]: Decide<Type> } = {
  'project.open': decideOpen,
  'project.forget': decideForget,
  'run.dispatch': decideDispatch,
  'thread.prompt': decidePrompt,
  'thread.steer': decideSteer,
  'thread.answer': decideAnswer,
  'thread.release': decideRelease,
  'thread.interrupt': decideInterrupt,
  'thread.stop': decideStop,
  'thread.land': decideLand,
  'thread.edit': decideEdit,
  'thread.discard': decideDiscard,
  'thread.restore': decideRestore,
  'thread.archive': decideArchive,
  'session.report-opened': decideSessionOpened,
  'session.report-closed': decideSessionClosed,
  'turn.report-started': decideTurnStarted,
  'turn.withdraw': decideTurnWithdrawn,
  'turn.report-ended': decideTurnEnded,
  'activity.report': decideActivity,
  'usage.report': decideUsage,
  'permission.ask': decidePermissionAsk,
  'permission.expire': decidePermissionExpire,
  'worktree.lease': decideLease,
  'worktree.report-created': decideWorktreeCreated,
  'worktree.report-create-failed': decideCreateFailed,
  'worktree.report-checkpoint': decideCheckpoint,
  'worktree.report-checkpoint-failed': decideCheckpointFailed,
  'worktree.report-edit-refused': decideEditRefused,
  'worktree.report-trashed': decideTrashed,
  'worktree.report-trash-failed': decideTrashFailed,
  'worktree.report-restored': decideRestored,
  'worktree.report-restore-failed': decideRestoreFailed,
  'landing.undo': decideUndo,
  'landing.accept': decideAccept,
  'landing.report-merged': decideMerged,
  'landing.report-proved': decideProved,
  'landing.report-moved': decideMoved,
  'landing.report-followed': decideFollowed,
  'landing.report-refused': decideRefused,
  'pool.start': decideStart,
  'pool.configure': decideConfigure,
  'pool.stop': decideStopPool,
  'task.add': decideAddTask,
  'task.edit': decideEditTask,
  'task.move': decideMoveTask,
  'task.remove': decideRemoveTask,
  'task.link': decideLinkTask,
  'task.unlink': decideUnlinkTask,
  'task.accept': decideAcceptTask,
  'task.retry': decideRetryTask,
  'task.choose': decideChooseCandidate,
  'task.expand': decideExpand,
  'task.judge': decideJudge,
  'task.report-choice': decideReportChoice,
  'task.begin': decideBegin,
  'task.report-start-failed': decideStartFailed,
  'task.report': decideReport,
  'task.report-dependency': decideReportDependency,
  'task.spawn': decideSpawn,
  'run.plan': decidePlan,
  'run.propose': decidePropose,
  'run.approve': decideApprove,
  'run.configure': decideConfigureRun,
  'run.pause': decidePause,
  'run.resume': decideResume,
  'run.stop': decideStopRun,
  'run.check-budgets': decideCheckBudgets,
  'pool.freeze': decideFreeze,
  'pool.thaw': decideThaw,
  'verification.report-gate': decideGateEnded,
  'verification.report-ended': decideGatesEnded,
  'verification.report-cancelled': decideGatesCancelled,
  'verification.begin-verifier': decideBeginVerifier,
  'verification.report-verifier-failed': decideVerifierFailed,
  'verification.report-verdict': decideVerdict,
  'recovery.proceed': decideProceed,
  'recovery.report-stillness': decideStillness,
  'recovery.report-loop': decideLoop,
  'peers.send': decideSend,
  'peers.read': decideRead,
  'peers.watch': decideWatch,
  'peers.dismiss': decideDismiss,
  'peers.check-expiry': decideCheckExpiry,
  'finding.publish': decidePublishFinding,
  'contract.publish': decidePublishContract,
  'contract.read': decideReadContract,
  'negotiation.open': decideOpenNegotiation,
  'negotiation.confirm': decideConfirm,
  'negotiation.decide': decideArbiterDecides,
  'negotiation.begin-arbiter': decideBeginArbiter,
  'negotiation.report-arbiter-failed': decideArbiterFailed,
  'negotiation.join': decideJoinNegotiation,
  'negotiation.settle': decideSettleNegotiation,
  'negotiation.check': decideCheckNegotiations,
  'item.add': decideAddItem,
  'item.claim': decideClaimItem,
  'item.assign': decideAssignItem,
  'item.update': decideUpdateItem,
  'item.release': decideReleaseItem,
  'item.complete': decideCompleteItem,
  'item.remove': decideRemoveItem,
  'item.check-leases': decideCheckLeases,
  'coupling.report': decideReportCoupling,
  'coupling.ignore': decideIgnoreCoupling,
  'coupling.serialize': decideSerialize,
  'cluster.introduce': decideIntroduce,
  'cluster.accept': decideAcceptCluster,
  'cluster.decline': decideDeclineCluster,
  'cluster.allow': decideAllowCluster,
  'cluster.pin': decidePinCluster,
  'cluster.merge': decideMergeClusters,
  'cluster.split': decideSplitCluster,
  'cluster.dissolve': decideDissolveCluster,
  'cluster.lead': decideLeadCluster,
  'cluster.join': decideJoinCluster,
  'cluster.leave': decideLeaveCluster,
  'run.switch': decideSwitchRun,
  'project.coordinate': decideCoordinate,
  ...automationDeciders,
  ...outboundDeciders,
}

/** Events after which a slot or a project's landing turn may be free, or somebody new waits for one. */
const scheduling: ReadonlySet<DomainEvent['type']> = new Set<DomainEvent['type']>([
  'pool.configured',
  'pool.thawed',
  'thread.interrupt-requested',
  'thread.dispatched',
  'thread.queued',
  'thread.turn-ended',
  'thread.turn-lost',
  'thread.turn-withdrawn',
  'thread.parked',
  'thread.discarded',
  'task.readied',
  'task.edited',
  'run.configured',
  'run.paused',
  'thread.put-behind',
  'thread.released',
  'landing.requested',
  'landing.completed',
  'landing.refused',
  'landing.undo-requested',
  'landing.undone',
  'landing.undo-refused',
])

/**
 * What a command means for the model: its events, what these lead to by the follow-ups, and at once the slots and
 * landing turns that they free or fill, so that no state between is ever seen. Pure and total.
 */
export function decide(model: Model, command: Command, context: DecideContext): Decision {
  const decider = deciders[command.type] as Decide<CommandType>
  const decision = decider(model, command.payload, context as never)
  if (!decision.ok) return decision
  const reopened = reopenForgotten(model, decision.value)
  const own = reopened.length === 0 ? decision.value : [...reopened, ...decision.value]
  if (!own.some((event) => scheduling.has(event.type) || hasFollowUps(model, event))) return ok(own)
  const after = new Overlay(model)
  for (const event of own) after.apply(provisional(event, context.now, context.actor))
  const all = followUps(own, context, {
    model: after.model,
    apply: (event) => after.apply(provisional(event, context.now, context.actor)),
  })
  const landings = startLandings(after.model)
  const slots = grantSlots(after.model, context.now)
  return ok([...all, ...landings, ...withWhatTheyBring(after, slots, context)])
}

/** A turn that is about to begin takes along what waits for its thread. */
function withWhatTheyBring(
  after: Overlay,
  slots: readonly DomainEvent[],
  { actor, now }: DecideContext,
): readonly DomainEvent[] {
  const { model } = after
  if (!slots.some((event) => hasFollowUps(model, event))) return slots
  const apply = (event: DomainEvent) => after.apply(provisional(event, now, actor))
  for (const event of slots) apply(event)
  return followUps(slots, { now }, { model, apply })
}
