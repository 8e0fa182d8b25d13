import type { ThreadId } from '../../kernel/ids.ts'
import type { Decision } from '../decision.ts'
import type { GateOutcome, Proof } from '../verification/state.ts'
import type { Simulation } from './simulation.ts'

/** What the host may have seen of a gate. */
export function proofOf(command: string, outcome: GateOutcome = 'passed', tree = 't'): Proof {
  return {
    command,
    tree,
    treeAfter: outcome === 'voided' ? `${tree}-changed` : tree,
    exit: outcome === 'passed' ? 0 : 1,
    outcome,
    flaky: false,
    durationMs: 5,
    startedAt: 0,
    log: 'log',
    results: null,
    excerpt: `${command} said ${outcome}`,
  }
}

/** The agent's turn ends by itself, and what is saved then is this tree. */
export function endWith(simulation: Simulation, thread: ThreadId, ...saved: [tree: string, files?: number]): void {
  const generation = simulation.thread(thread)?.session.generation ?? 0
  const outcome = { kind: 'stopped', stopReason: 'end_turn' } as const
  simulation.send({ type: 'turn.report-ended', payload: { thread, generation, outcome } })
  save(simulation, thread, ...saved)
}

export function save(
  simulation: Simulation,
  thread: ThreadId,
  ...[tree, files = 1]: [tree: string, files?: number]
): void {
  const checkpoint = checkpointOf(tree, files)
  simulation.send({ type: 'worktree.report-checkpoint', payload: { thread, checkpoint, notices: [] } })
}

export function checkpointOf(tree: string, files = 1) {
  return { commit: `commit-${tree}`, tree, files, additions: files, deletions: 0, omitted: 0 }
}

/** All gates of the present round ran with these outcomes, in order. */
export function runGates(simulation: Simulation, thread: ThreadId, ...outcomes: readonly GateOutcome[]): Decision {
  const verification = simulation.model.verification.get(thread)
  const round = verification?.round ?? 0
  for (const [index, outcome] of outcomes.entries()) {
    const proof = proofOf(verification?.gates[index] ?? 'none', outcome, verification?.tree)
    simulation.send({ type: 'verification.report-gate', payload: { thread, round, proof } })
  }
  const changed = outcomes.at(-1) === 'voided' ? checkpointOf(`${verification?.tree}-changed`) : null
  return simulation.send({ type: 'verification.report-ended', payload: { thread, round, checkpoint: changed } })
}

/** The next turn of a queued thread, as far as its agent has the prompt. */
export function startTurn(simulation: Simulation, thread: ThreadId): void {
  const generation = simulation.thread(thread)?.session.generation ?? 0
  simulation.send({ type: 'session.report-opened', payload: { thread, generation, session: 's' } })
  simulation.send({ type: 'turn.report-started', payload: { thread, generation } })
}
