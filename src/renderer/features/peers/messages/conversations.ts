import type { Model } from '../../../../shared/domain/model.ts'
import type { Message } from '../../../../shared/domain/peers/state.ts'
import { peersOf } from '../../../../shared/domain/topology/member.ts'
import { host } from '../names.ts'

/** Everybody a thread works with, wrote to or heard of, as ids: its team first, the host last. */
export function othersOf(model: Model, thread: string): readonly string[] {
  const self = model.thread.get(thread)
  const peers = self === undefined ? [] : peersOf(model, self).map(({ id }): string => id)
  const heard = Object.keys(model.mailbox.get(thread)?.numbers ?? {})
  const written = [...model.mailbox.values()].filter(({ numbers }) => (numbers[thread] ?? 0) > 0).map(({ id }) => id)
  const others = new Set<string>([...peers, ...heard.filter((id) => id !== host), ...written])
  others.delete(thread)
  return heard.includes(host) ? [...others, host] : [...others]
}

export interface Exchanged {
  readonly received: number
  readonly sent: number
}

/** Accepted messages in both directions, from the counters of both. */
export function exchangedBy(model: Model, thread: string, other: string): Exchanged {
  const received = model.mailbox.get(thread)?.numbers[other] ?? 0
  const sent = other === host ? 0 : (model.mailbox.get(other)?.numbers[thread] ?? 0)
  return { received, sent }
}

/** Live messages between two sides, in both directions. */
export function liveBetween(model: Model, thread: string, other: string): readonly Message[] {
  const from = other === host ? null : other
  const found: Message[] = []
  for (const message of model.message.within(thread)) if (message.from === from) found.push(message)
  if (from === null) return found
  for (const message of model.message.within(from)) if (message.from === thread) found.push(message)
  return found
}

/** How many messages wait for a thread, by who sent them. From its counters: there may be ten thousand. */
export function waitingBy(model: Model, thread: string): Readonly<Record<string, number>> {
  const of = Object.entries(model.mailbox.get(thread)?.waitingFrom ?? {})
  return Object.fromEntries(of.map(([from, { messages }]) => [from, messages]))
}

function waits({ state }: Message): boolean {
  return state.kind === 'accepted' || state.kind === 'placed'
}

export interface Waiting {
  readonly here: number
  readonly there: number
  readonly questions: number
}

/** What of these has not reached its agent yet: the thread's, or the other's. */
export function waitingOf(live: readonly Message[], thread: string): Waiting {
  const waiting = live.filter(waits)
  const here = waiting.filter(({ to }) => to === thread).length
  const questions = waiting.filter(({ kind }) => kind === 'question').length
  return { here, there: waiting.length - here, questions }
}
