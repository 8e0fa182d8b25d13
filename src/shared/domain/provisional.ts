import type { Actor, DomainEvent, StoredEvent } from './event.ts'

/** An event as a decision looks ahead with it: not stored yet, so later than anything that is. `now` in milliseconds since the epoch. */
export function provisional(event: DomainEvent, now: number, actor: Actor = 'host'): StoredEvent {
  return { sequence: Number.MAX_SAFE_INTEGER, at: now, actor, command: '' as never, cause: null, event }
}
