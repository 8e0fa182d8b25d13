import type { MessageId, ThreadId } from '../../kernel/ids.ts'
import type { Model } from '../model.ts'
import { mayRun } from '../pool/admission.ts'
import { HeldSlots } from '../pool/held-slots.ts'
import { heldBehind } from '../topology/behind.ts'
import { quotedTitle } from './frame.ts'

/** A thread's turn stands still until a peer has answered. */
export interface Wait {
  readonly question: MessageId
  readonly by: ThreadId
  readonly of: ThreadId
}

export interface Standstill {
  /** The wait that is to end, so that the others may. */
  readonly question: MessageId
  /** They wait for each other, or the peer can't get a turn while they wait. */
  readonly kind: 'circle' | 'held'
  /** Who waits for what, in a sentence to the one that asked. */
  readonly because: string
}

/**
 * Whether the waits can only end by time, and the one that began last of those; undefined where something moves by
 * itself. `waits`: all that go on now, in the order in which they began. What only a person holds counts as moving, and
 * so do two that ask each other: the first of them is told.
 */
export function standstill(model: Model, waits: readonly Wait[]): Standstill | undefined {
  if (waits.length === 0) return undefined
  const moving = movers(model, waits)
  const last = waits.findLast(({ by }) => !moving.has(by))
  return last === undefined ? undefined : { question: last.question, ...reasonOf(model, waits, last) }
}

/** Threads whose turn goes on, or begins, without anybody's patience coming to its end. */
function movers(model: Model, waits: readonly Wait[]): ReadonlySet<string> {
  const moving = new Set<string>()
  const nodes = nodesOf(model, waits)
  const slots = new HeldSlots(model)
  const holders = [...model.thread.inRole('holding')]
  const beginning = [...model.task.inRole('holding')].length > 0
  const freed = () => beginning || holders.length === 0 || holders.some(({ id }) => moving.has(id))
  const moves = (id: string): boolean => {
    const own = waits.filter(({ by }) => by === id)
    if (own.length > 0) return own.some(({ of }) => moving.has(of) || asksBack(waits, of, id))
    const thread = model.thread.get(id)
    if (thread?.state.kind !== 'queued') return true
    const first = heldBehind(model, thread)
    if (first !== undefined) return moving.has(first.id)
    return mayRun(model, slots, thread) || freed()
  }
  for (let before = -1; before < moving.size; ) {
    before = moving.size
    for (const id of nodes) if (!moving.has(id) && moves(id)) moving.add(id)
  }
  return moving
}

/** Whoever waits or is waited for, whoever holds a slot, and whom those that are queued wait behind. */
function nodesOf(model: Model, waits: readonly Wait[]): ReadonlySet<string> {
  const holding = [...model.thread.inRole('holding')].map(({ id }) => id)
  const nodes = new Set<string>([...waits.flatMap(({ by, of }) => [by, of]), ...holding])
  // Grows while it is walked.
  for (const id of nodes) {
    const thread = model.thread.get(id)
    const first = thread === undefined ? undefined : heldBehind(model, thread)
    if (first !== undefined) nodes.add(first.id)
  }
  return nodes
}

function asksBack(waits: readonly Wait[], by: string, of: string): boolean {
  return waits.some((one) => one.by === by && one.of === of)
}

/** Along the waits to whoever waits for no answer, or back to one that was met. */
function reasonOf(model: Model, waits: readonly Wait[], last: Wait): Omit<Standstill, 'question'> {
  const name = (id: string) => (id === last.by ? 'you' : quotedTitle(model.thread.get(id)?.title ?? id))
  const met = new Set<string>([last.by])
  const said: string[] = []
  let at = last.of
  while (!met.has(at)) {
    met.add(at)
    const next = waits.findLast(({ by }) => by === at)
    if (next === undefined) return { kind: 'held', because: [...said, heldAt(model, at, name)].join(', ') }
    said.push(`${name(at)} waits for ${name(next.of)}`)
    at = next.of
  }
  return { kind: 'circle', because: `${said.join(', ')}: nobody would answer.` }
}

function heldAt(model: Model, id: string, name: (id: string) => string): string {
  const thread = model.thread.get(id)
  const first = thread === undefined ? undefined : heldBehind(model, thread)
  if (first !== undefined)
    return `${name(id)} is held: it gets a turn once ${name(first.id) === 'you' ? 'your work' : name(first.id)} has landed.`
  return `${name(id)} is held: no free executor, and all that have one wait for answers.`
}
