import type { EventEnvelope } from '../event.ts'
import type { Spending, Thread, TurnCost, Usage } from './state.ts'

const none: Spending = {
  tokens: 0,
  cost: null,
  settled: { tokens: 0, cost: null },
  last: { tokens: 0, cost: null, workMs: 0 },
}

/**
 * An agent tells how full its conversation is and what that has cost: both grow, and fall where a conversation begins
 * anew or is compacted. What it grew by is what was spent.
 */
export function grown(thread: Thread, usage: Usage): Spending {
  const before = thread.spending ?? { ...none, tokens: thread.usage?.used ?? 0, cost: thread.usage?.cost ?? null }
  const cost =
    usage.cost === null ? before.cost : (before.cost ?? 0) + growth(usage.cost, thread.usage?.cost ?? 0, usage.cost)
  // A conversation that shrank was shortened: what is left of it was counted when it came.
  return { ...before, tokens: before.tokens + growth(usage.used, thread.usage?.used ?? 0, 0), cost }
}

function growth(now: number, before: number, otherwise: number): number {
  return now >= before ? now - before : otherwise
}

/** The thread with a wait for a person that ends now counted off its open turn. */
export function waited(thread: Thread, { at }: EventEnvelope): Thread {
  if (thread.turn === null || thread.state.kind !== 'needs-you') return thread
  return { ...thread, turn: { ...thread.turn, waitedMs: waitedUntil(thread, at) } }
}

function waitedUntil(thread: Thread, at: number): number {
  const before = thread.turn?.waitedMs ?? 0
  return thread.state.kind === 'needs-you' ? before + Math.max(0, at - thread.since) : before
}

/** Milliseconds at work in the open turn; 0 without one. */
function turnWorkMs(thread: Thread, now: number): number {
  if (thread.turn === null) return 0
  return Math.max(0, now - thread.turn.startedAt - waitedUntil(thread, now))
}

/** What is not added up yet: what the open turn has cost so far. */
export function unsettled(thread: Thread, now: number): TurnCost {
  const { cost, settled, tokens } = thread.spending ?? none
  return {
    tokens: tokens - settled.tokens,
    cost: cost === null ? null : cost - (settled.cost ?? 0),
    workMs: turnWorkMs(thread, now),
  }
}

/** The open turn is over: what it has cost is added up. `counted`: its time too, which nobody knows of a turn that was lost. */
export function settle(thread: Thread, { at }: EventEnvelope, counted: boolean): Pick<Thread, 'spending' | 'workMs'> {
  const open = unsettled(thread, at)
  const last = { ...open, workMs: counted ? open.workMs : 0 }
  const { cost, tokens, ...before } = thread.spending ?? none
  return {
    workMs: (thread.workMs ?? 0) + last.workMs,
    spending: { ...before, tokens, cost, settled: { tokens, cost }, last },
  }
}

/** Everything a thread has cost. */
export function threadSpend(thread: Thread, now: number): TurnCost {
  const { cost, tokens } = thread.spending ?? none
  return { tokens, cost, workMs: (thread.workMs ?? 0) + turnWorkMs(thread, now) }
}
