import type { MessageId } from '../../kernel/ids.ts'
import type { DomainEvent } from '../event.ts'
import type { FollowUps } from '../follow-up.ts'
import type { Model } from '../model.ts'
import { mayHear } from '../peers/gone.ts'
import { hostMessage } from '../peers/host-message.ts'
import { isRecovering } from '../recovery/queries.ts'
import type { Thread } from '../thread/state.ts'
import { waitsForResume } from '../thread/waits-for-resume.ts'
import { threadOf } from '../topology/member.ts'
import { isPutAway } from '../topology/put-away.ts'
import type { Cluster, Member } from '../topology/state.ts'
import { isProven, needsGates } from '../verification/queries.ts'
import { itemsOf } from './find.ts'
import { leaseFrom } from './lease.ts'
import { movedItems } from './move.ts'
import type { Item } from './state.ts'

/** What becomes of claims by what becomes of their owners, and of a list by what becomes of its team. */
export const itemFollowUps: FollowUps = {
  'item.assigned': (model, { by, id, to }, { now }) => {
    const item = model.item.get(id)
    if (item === undefined || to === null || to === by) return []
    const message = `${id}-for-${to}-${now}` as MessageId
    const text = `An item of the shared list is for you: “${item.title}” (${id}). Claim it with task_claim, or say why not.`
    return model.message.get(message) === undefined
      ? hostMessage(model, { id: message, to, kind: 'notice', text, about: { item: id }, wakes: false })
      : []
  },
  'item.returned': (model, { id }) => {
    const item = model.item.get(id)
    return item !== undefined && !isTeam(model, item) ? [{ type: 'item.removed', id }] : []
  },
  'thread.turn-started': (model, { id }, { now }) => {
    return [...itemsOf(model, id)].map(({ item }) => ({ type: 'item.renewed', id: item.id, until: leaseFrom(now) }))
  },
  'verification.passed': (model, { id }) => confirmed(model, model.thread.get(id)),
  'verification.failed': (model, { id }) => {
    const because = 'The gates failed on it.'
    return doneOf(model, id).map((item) => ({ type: 'item.reopened', id: item.id, because }))
  },
  'thread.readied': (model, { id }) => confirmed(model, model.thread.get(id)),
  'thread.parked': (model, { id }) => {
    const thread = model.thread.get(id)
    // It goes on by itself: until then the lease holds.
    if (thread === undefined || isRecovering(model, id) || waitsForResume(thread)) return []
    return returned(model, id, `${thread.title} is parked.`)
  },
  'thread.landed': (model, { id }) => returned(model, id, `${titleOf(model, id)} landed without it.`),
  'thread.discarded': (model, { id }) => returned(model, id, `${titleOf(model, id)} was discarded.`),
  'cluster.left': (model, { id, members }) => ofGone(model, id, members),
  'cluster.dissolved': (model, { id, into }) => {
    if (into !== undefined) return movedItems(model, id, into)
    const open = [...model.item.within(id)].filter(({ state }) => state.kind === 'open')
    return open.map((item) => ({ type: 'item.removed', id: item.id }))
  },
  'thread.archived': (model, { id }) => {
    const project = model.thread.get(id)?.project
    if (project === undefined || model.item.size === 0) return []
    const left = [...model.item.values()].filter((item) => item.project === project && isLeft(model, item))
    return left.map((item) => ({ type: 'item.closed', id: item.id }))
  },
}

function titleOf(model: Model, id: string): string {
  return model.thread.get(id)?.title ?? 'Its owner'
}

function isTeam(model: Model, { cluster }: Item): boolean {
  return model.cluster.get(cluster)?.state.kind === 'team'
}

function doneOf(model: Model, thread: string): readonly Item[] {
  return [...itemsOf(model, thread)].filter(({ held }) => held.kind === 'claimed-done').map(({ item }) => item)
}

/** The host has seen its owner's gates pass on the work as it is now; where there are none, nothing proves it. */
function confirmed(model: Model, thread: Thread | undefined): readonly DomainEvent[] {
  if (thread === undefined || model.item.size === 0) return []
  const needs = needsGates(model, thread)
  const tree = model.thread.get(thread.id)?.checkpoint?.tree
  if (needs !== null && (tree === undefined || !isProven(model, thread, tree))) return []
  const proof = needs === null || tree === undefined ? null : { tree, gates: needs.commands.length }
  return doneOf(model, thread.id).map(({ id }) => ({ type: 'item.confirmed', id, proof }))
}

/** Whatever it had goes back to the list; of one that is gone for good, what was for it is for anybody. */
function returned(model: Model, id: string, because: string): readonly DomainEvent[] {
  const thread = model.thread.get(id)
  const held = [...itemsOf(model, id)].map(({ item }) => ({ type: 'item.returned', id: item.id, because }) as const)
  if (thread === undefined || mayHear(thread)) return held
  const waiting = [...model.item.values()].filter((item) => item.assigned === id && item.state.kind === 'open')
  return [...held, ...waiting.map((item) => ({ type: 'item.assigned', id: item.id, to: null, by: null }) as const)]
}

/** Those who left keep nothing of the list; what was for them is for anybody. */
function ofGone(model: Model, cluster: Cluster['id'], members: readonly Member[]): readonly DomainEvent[] {
  const gone = new Set(members.flatMap((member) => threadOf(model, member)?.id ?? []))
  return [...model.item.within(cluster)].flatMap((item): readonly DomainEvent[] => {
    const { assigned, id, state } = item
    if ((state.kind === 'claimed' || state.kind === 'claimed-done') && gone.has(state.by)) {
      return [{ type: 'item.returned', id, because: `${titleOf(model, state.by)} left the team.` }]
    }
    return state.kind === 'open' && assigned !== null && gone.has(assigned)
      ? [{ type: 'item.assigned', id, to: null, by: null }]
      : []
  })
}

/** Nobody of its team is live or still to begin. */
function isLeft(model: Model, { cluster }: Item): boolean {
  return (model.cluster.get(cluster)?.members ?? []).every((member) => isPutAway(model, member))
}
