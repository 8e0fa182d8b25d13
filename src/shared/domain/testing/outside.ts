import type { Failure } from '../../kernel/failure.ts'
import type { PromptId, RequestId, ThreadId } from '../../kernel/ids.ts'
import type { Command } from '../command.ts'
import { agentOfNext } from '../task/attempts.ts'
import type { ActivityKind } from '../thread/state.ts'
import { handOver } from './automations.ts'
import { arbiterAsked, gatesRun, landed, merged, mergeProved, verifierAsked } from './checks-outside.ts'
import type { PendingEffect, Simulation } from './simulation.ts'

const broken: Failure = { code: 'broken', message: 'It broke.', remedy: 'Mend it.' }

function refusalOf(choice: number): Failure {
  return choice % 2 === 0 ? broken : { ...broken, code: 'landing-conflict', facts: { into: 'main', conflicts: [] } }
}

/** What the outside may answer to an effect; `choice` picks one of the possible outcomes. */
export function outcomeOf(simulation: Simulation, pending: PendingEffect, choice: number): readonly Command[] {
  const { effect } = pending
  const fails = choice % 5 === 0
  switch (effect.kind) {
    case 'worktree.create':
      return create(simulation, effect.payload.thread, fails)
    case 'session.prompt':
      return prompt(simulation, effect.payload, choice)
    case 'worktree.checkpoint':
      return checkpoint(simulation, effect.payload.thread, choice)
    case 'worktree.edit': {
      const { blob, path, thread } = effect.payload
      return fails ? [{ type: 'worktree.report-edit-refused', payload: { thread, path, blob, failure: broken } }] : []
    }
    case 'firing.dispatch':
      return handOver(simulation, effect.payload.firing, fails)
    // What is written outside is for its own tests to say.
    case 'firing.then':
    case 'outbound.send':
    case 'outbound.progress':
      return []
    case 'worktree.trash': {
      const { thread } = effect.payload
      if (fails) return [{ type: 'worktree.report-trash-failed', payload: { thread, failure: broken } }]
      return [{ type: 'worktree.report-trashed', payload: { thread, trash: '/trash' } }]
    }
    case 'worktree.restore': {
      const { thread } = effect.payload
      if (fails) return [{ type: 'worktree.report-restore-failed', payload: { thread, failure: broken } }]
      return [{ type: 'worktree.report-restored', payload: { thread } }]
    }
    case 'landing.merge':
    case 'landing.undo': {
      const { landing } = effect.payload
      if (fails) return [{ type: 'landing.report-refused', payload: { landing, failure: refusalOf(choice) } }]
      const first = merged(simulation, landing, choice)
      if (first !== null) return first
      const move = { into: 'main', before: 'base', commit: `commit-${pending.key}`, checkouts: [] }
      return [{ type: 'landing.report-moved', payload: { landing, move, notice: null } }]
    }
    case 'landing.follow':
    case 'landing.undo-follow': {
      const { landing } = effect.payload
      if (fails) return [{ type: 'landing.report-refused', payload: { landing, failure: broken } }]
      return [{ type: 'landing.report-followed', payload: { landing, notice: null } }]
    }
    case 'task.start':
      return start(simulation, effect.payload, { key: pending.key, choice })
    case 'gates.run':
      return gatesRun(simulation, effect.payload, choice)
    case 'landing.prove':
      return mergeProved(simulation, effect.payload.landing, choice)
    case 'task.verify':
      return verifierAsked(effect.payload, pending, choice)
    case 'negotiation.arbitrate':
      return arbiterAsked(effect.payload, pending, choice)
    case 'task.land':
      return landed(effect.payload, pending)
    case 'session.interrupt':
    case 'session.answer':
    case 'session.close':
    case 'terminals.close':
    case 'gates.cancel':
      return []
  }
}

function start(
  simulation: Simulation,
  payload: Extract<PendingEffect['effect'], { kind: 'task.start' }>['payload'],
  { choice, key }: { readonly key: string; readonly choice: number },
): readonly Command[] {
  const task = simulation.model.task.get(payload.task)
  const agent = task && agentOfNext(task)
  if (agent === undefined) return []
  if (choice % 7 === 0) return [{ type: 'task.report-start-failed', payload: { ...payload, failure: broken } }]
  const begun = { thread: `x${key}` as ThreadId, prompt: `y${key}` as PromptId, agent }
  const blocks = [{ kind: 'text', text: task?.brief ?? '', origin: 'plan' } as const]
  // Now and then another agent has to do.
  const other = choice % 13 === 0 ? { agent: { kind: 'catalogue', id: 'b' } as const } : {}
  return [
    { type: 'task.begin', payload: { ...payload, ...begun, ...other, base: { ref: 'main', commit: 'base' }, blocks } },
  ]
}

type ThreadIdOf = Parameters<Simulation['thread']>[0]

function create(simulation: Simulation, thread: ThreadIdOf, fails: boolean): readonly Command[] {
  const known = simulation.thread(thread)
  const id = known?.id
  if (id === undefined || simulation.model.worktree.get(id)?.state.kind !== 'leased') return []
  if (fails) return [{ type: 'worktree.report-create-failed', payload: { thread: id, failure: broken } }]
  const place = { folder: `/w/${id}`, ledger: `/w/${id}.ledger`, branch: `sy/${id}`, base: known?.base.commit ?? null }
  return [{ type: 'worktree.report-created', payload: { thread: id, place, notices: [] } }]
}

function prompt(
  simulation: Simulation,
  slot: Extract<PendingEffect['effect'], { kind: 'session.prompt' }>['payload'],
  choice: number,
): readonly Command[] {
  const thread = simulation.thread(slot.thread)
  if (thread?.turn == null || thread.session.generation !== slot.generation) return []
  if (choice % 7 === 0 || thread.turn.phase === 'cancelling') {
    return [{ type: 'turn.withdraw', payload: { ...slot, failure: broken } }]
  }
  return [
    { type: 'session.report-opened', payload: { ...slot, session: `s-${slot.thread}` } },
    { type: 'turn.report-started', payload: slot },
  ]
}

function checkpoint(simulation: Simulation, thread: ThreadIdOf, choice: number): readonly Command[] {
  const known = simulation.thread(thread)
  if (known === undefined) return []
  if (choice % 11 === 0)
    return [{ type: 'worktree.report-checkpoint-failed', payload: { thread: known.id, failure: broken } }]
  const moved = choice % 3 === 0
  const tree = moved ? `tree-${choice}-${simulation.now}` : (known.checkpoint?.tree ?? 'tree')
  // Who only reads changes something rarely.
  const files = known.role === undefined || choice % 9 === 0 ? 1 : 0
  const saved = { commit: `c-${tree}`, tree, files, additions: files, deletions: 0, omitted: 0 }
  const base = choice % 4 === 0 ? { base: `base-${choice}` } : {}
  return [
    { type: 'worktree.report-checkpoint', payload: { thread: known.id, checkpoint: saved, notices: [], ...base } },
  ]
}

const activities: readonly ActivityKind[] = ['editing', 'reading', 'running', 'thinking', 'writing']

/** What a session with an open turn may report by itself. */
export function sessionReport(simulation: Simulation, thread: ThreadIdOf, choice: number): Command | null {
  const known = simulation.thread(thread)
  if (known?.turn == null || (known.state.kind !== 'running' && known.state.kind !== 'needs-you')) return null
  // Now and then a report of an older generation comes late.
  const generation = choice % 6 === 0 ? known.session.generation - 1 : known.session.generation
  const from = { thread: known.id, generation }
  switch (choice % 4) {
    case 0:
      return { type: 'permission.ask', payload: { ...from, request: ask(choice) } }
    case 1:
      return {
        type: 'activity.report',
        payload: {
          ...from,
          activity: { kind: activities[choice % activities.length] ?? 'editing', detail: `${choice}` },
        },
      }
    case 2:
      return { type: 'turn.report-ended', payload: { ...from, outcome: { kind: 'stopped', stopReason: 'end_turn' } } }
    default: {
      const reason = { code: 'crash', message: 'It died.', remedy: 'Prompt it.' } as const
      return { type: 'turn.report-ended', payload: { ...from, outcome: { kind: 'failed', reason } } }
    }
  }
}

function ask(choice: number) {
  const options = [{ id: 'yes', kind: 'allow-once', name: 'Allow' } as const]
  return {
    id: `q-${choice}` as RequestId,
    title: 'Run it',
    detail: 'rm -r x',
    kind: 'execute',
    toolCall: null,
    options,
  }
}
