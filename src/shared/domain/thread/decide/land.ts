import { type Decide, events, refuse } from '../../decision.ts'
import { landingMessage } from '../../landing/message.ts'
import { heldBehind } from '../../topology/behind.ts'
import { findThread } from '../find.ts'
import { idTaken } from '../id-taken.ts'
import { landsAfter } from '../lands-after.ts'
import type { Thread } from '../state.ts'

/** Queues a landing. What git has to say is found out by its reactor, one landing per project at a time. */
export const decideLand: Decide<'thread.land'> = (model, payload) => {
  const found = findThread(model, payload.thread)
  if (!found.ok) return found
  const thread = found.value
  if (thread.state.kind !== 'ready') return notReady(thread)
  if (thread.checkpoint === null || thread.checkpoint.files === 0) {
    return refuse(
      'landing-empty',
      `${thread.title} changed nothing; there is nothing to land.`,
      'Send it a prompt, or discard it.',
    )
  }
  const [first] = landsAfter(model, thread)
  if (first !== undefined) return afterOther(thread, first)
  const before = heldBehind(model, thread)
  if (before !== undefined) return behindOther(thread, before)
  const into = payload.into ?? thread.into
  if (into === null) {
    return refuse(
      'target-needed',
      `${thread.title} started from ${thread.base.ref}, which is no local branch; nothing was landed.`,
      'Name the branch it should land on with --into.',
    )
  }
  if (model.landing.get(payload.landing) !== undefined) {
    return idTaken(payload.landing)
  }
  const message = landingMessage(payload.message ?? thread.title, thread)
  return events(
    {
      type: 'landing.requested',
      id: payload.landing,
      project: thread.project,
      thread: thread.id,
      into,
      strategy: payload.strategy,
      message,
    },
    { type: 'thread.landing-started', id: thread.id, landing: payload.landing },
  )
}

function afterOther(thread: Thread, first: Thread) {
  return refuse(
    'dependency-first',
    `${thread.title} builds on ${first.title}, which has not landed; nothing was landed.`,
    'Land that one first, or start another attempt that does not build on it.',
  )
}

function behindOther(thread: Thread, first: Thread) {
  return refuse(
    'behind',
    `${thread.title} waits until ${first.title} has landed: ${thread.behind?.because ?? ''} Nothing was landed.`,
    `Land ${first.title} first, or let this one go on now.`,
  )
}

const why: { readonly [Kind in Thread['state']['kind']]: readonly [string, string] } = {
  queued: ['has not finished its turn', 'Wait until it is ready.'],
  preparing: ['has not finished its turn', 'Wait until it is ready.'],
  running: ['is in a turn', 'Wait until it is ready, or stop it and prompt it again.'],
  'needs-you': ['is in a turn and waits for your answer', 'Answer its request first.'],
  verifying: ['is being checked', 'Wait until it is ready.'],
  ready: ['is ready', ''],
  landing: ['is being landed already', 'Wait for that landing.'],
  landed: ['has landed already', 'Send it a prompt to start another attempt.'],
  parked: ['is parked', 'Send it a prompt so that it can finish, or discard it.'],
  discarded: ['was discarded', 'Restore it first.'],
}

function notReady(thread: Thread) {
  const [state, remedy] = why[thread.state.kind]
  return refuse('not-ready', `${thread.title} ${state}; nothing was landed.`, remedy)
}
