import type { DomainEvent } from '../event.ts'
import type { Model } from '../model.ts'
import { isFull } from '../pool/held-slots.ts'
import type { Thread } from '../thread/state.ts'
import { canSerialize, hasBarelyStarted, putBehind } from './serialize.ts'
import { comesAfter, type MemberStanding, memberStanding, titleOf } from './standing.ts'
import type { Coupling, Member } from './state.ts'

/** Which goes on, which waits, and why that way round. */
export interface Order {
  readonly first: Member
  readonly second: Member
  readonly because: string
}

/** The second of them waits for the first one's landing; empty where it can't. */
export function serialized(
  model: Model,
  coupling: Coupling,
  { because, first, second }: Order,
): readonly DomainEvent[] {
  const events = waiting(model, { because, first, second })
  if (events.length === 0) return []
  const standing = { kind: 'serialized', first: first.task, second: second.task, because } as const
  return [...events, { type: 'coupling.stood', id: coupling.id, standing }]
}

function waiting(model: Model, { because, first, second }: Order): readonly DomainEvent[] {
  const [before, after] = [memberStanding(model, first), memberStanding(model, second)]
  if (before.kind === 'gone' || after.kind === 'gone') return []
  if (after.kind === 'live') {
    return before.kind === 'live' ? putBehind(model, { first: before.thread, second: after.thread, because }) : []
  }
  // A link holds within one plan only, and a thread that is live waits for nothing that has not begun.
  if (first.run !== second.run || comesAfter(model, first, second)) return []
  if (after.task.after.some(({ on }) => on === first.task)) return []
  return [{ type: 'task.linked', id: after.task.id, link: { on: first.task, from: 'landed', because } }]
}

/** Whether the one can be made to wait for the other. */
export function canOrder(model: Model, { first, second }: Pick<Order, 'first' | 'second'>): boolean {
  const [before, after] = [memberStanding(model, first), memberStanding(model, second)]
  if (before.kind === 'gone' || after.kind === 'gone') return false
  if (after.kind === 'live') return before.kind === 'live' && canSerialize(model, before.thread, after.thread)
  return first.run === second.run && !comesAfter(model, first, second)
}

/** The order in which the least is lost: who has begun goes on, then who has done more, then who came first. */
export function bestOrder(model: Model, [one, other]: Coupling['members']): Order | null {
  const ahead = amount(model, one) - amount(model, other) || age(model, other) - age(model, one)
  const [first, second] = ahead >= 0 ? [one, other] : [other, one]
  for (const order of [
    { first, second },
    { first: second, second: first },
  ]) {
    if (canOrder(model, order)) return { ...order, because: orderWords(model, order) }
  }
  return null
}

function orderWords(model: Model, { first, second }: Pick<Order, 'first' | 'second'>): string {
  const [one, other] = [titleOf(model, first), titleOf(model, second)]
  const standing = memberStanding(model, second)
  if (standing.kind === 'waiting') return `${other} has not begun, and would change what ${one} changes.`
  const barely = standing.kind === 'live' && hasBarelyStarted(model, standing.thread)
  return barely
    ? `${other} has changed nothing yet, and would change what ${one} changes.`
    : `${one} is further than ${other}, and they change the same.`
}

/** How much would be lost if it had to wait: nothing, a turn that has changed nothing, its work. */
function amount(model: Model, member: Member): number {
  const standing = memberStanding(model, member)
  if (standing.kind !== 'live') return 0
  const { thread } = standing
  if (hasBarelyStarted(model, thread)) return thread.turn === null ? 1 : 2
  return 3 + weightOf(thread)
}

function weightOf({ checkpoint, state }: Thread): number {
  const changed = checkpoint === null ? 0 : checkpoint.additions + checkpoint.deletions
  return changed + (state.kind === 'ready' || state.kind === 'landing' ? 0.5 : 0)
}

/** Milliseconds since the epoch, or a place in the outline behind everything that has begun. */
function age(model: Model, member: Member): number {
  const standing = memberStanding(model, member)
  if (standing.kind === 'live') return standing.thread.createdAt
  return standing.kind === 'waiting' ? Number.MAX_SAFE_INTEGER - 1_000_000 + standing.task.order : 0
}

/** One of the two has not begun, and could not now: all slots are held, and whoever waits for one has it instead. */
export function losesNothing(model: Model, members: Coupling['members']): boolean {
  return isFull(model) && members.some((member) => hasNotBegun(memberStanding(model, member)))
}

function hasNotBegun(standing: MemberStanding): boolean {
  if (standing.kind !== 'live') return standing.kind === 'waiting'
  const { session, state } = standing.thread
  return state.kind === 'queued' && session.generation === 0
}
