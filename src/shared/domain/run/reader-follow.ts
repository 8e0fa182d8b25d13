import type { DomainEvent } from '../event.ts'
import type { FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { isRecovering } from '../recovery/queries.ts'
import { discarded } from '../thread/discarded.ts'
import type { ParkReason, Thread } from '../thread/state.ts'
import { waitsForResume } from '../thread/waits-for-resume.ts'
import type { RunPlan } from './state.ts'

/** Threads that only read end with what they were there for. They stay whole in the trash. */
export const readerFollowUps: FollowUps = {
  'thread.readied': (model, { id }) => ended(model, model.thread.get(id)),
  'thread.parked': (model, { id }) => ended(model, model.thread.get(id)),
  'thread.turn-withdrawn': (model, { id }) => ended(model, model.thread.get(id)),
  'run.approved': (model, { id }) => {
    const planner = model.run.get(id)?.plan?.planner
    return planner == null ? [] : ended(model, model.thread.get(planner))
  },
}

function ended(model: Model, thread: Thread | undefined): readonly DomainEvent[] {
  if (thread?.role === undefined || thread.discarding) return []
  const { state } = thread
  if (state.kind !== 'ready' && state.kind !== 'parked') return []
  if (state.kind === 'parked' && waits(model, thread, state.reason)) return []
  const because = settled(model, thread)
  return because === null ? [] : [{ ...discarded(model, thread, state), because }]
}

/**
 * It goes on by itself, or a person may want to see what it wrote although it was only to read. One that could not be
 * put away is a person's too: trying again at once would fail at once.
 */
function waits(model: Model, thread: Thread, { code }: ParkReason): boolean {
  const forPerson = code === 'changed-files' || code === 'discard-failed'
  return forPerson || isRecovering(model, thread.id) || waitsForResume(thread)
}

const kept = 'The host put this thread into the trash, from where it can be restored.'

/** Why nothing more is to come of it, in words; null while something is. */
function settled(model: Model, { about, id, role, run }: Thread): string | null {
  switch (role) {
    case 'planner':
      return isOpen(model.run.get(run)?.plan, id) ? null : `Its plan was approved. ${kept}`
    case 'verifier': {
      const state = model.verification.get(about ?? '')?.state
      return state?.kind === 'verifier' && state.thread === id ? null : `Its look at the work is over. ${kept}`
    }
    case 'arbiter':
      return `Its look at the exchange is over. ${kept}`
    default:
      return `Its look at the attempts is over. ${kept}`
  }
}

/** Its plan is still to come, or can be revised: so it is too where the run was stopped before it was approved. */
function isOpen(plan: RunPlan | undefined, planner: string): boolean {
  if (plan === undefined || plan.planner !== planner) return true
  const { state } = plan
  return state.kind === 'planning' || state.kind === 'draft' || (state.kind === 'stopped' && state.before !== undefined)
}
