import type { DomainEvent } from '../../../src/shared/domain/event.ts'
import type { Random } from './random.ts'

/** When the host is killed, and who goes down with it. */
export interface KillPoint {
  readonly at: /** At the nth event of a type since the host came up. */
    | { readonly kind: 'event'; readonly type: DomainEvent['type']; readonly count: number }
    /** At the nth acknowledgment in all. */
    | { readonly kind: 'acknowledgment'; readonly count: number }
    /** Milliseconds after it was ready. */
    | { readonly kind: 'ready'; readonly ms: number }
    /** Milliseconds after its process was started: while it recovers. */
    | { readonly kind: 'start'; readonly ms: number }
    /** When the work says so. */
    | { readonly kind: 'told' }
  /**
   * `all`: the spawn helper, the agents and every git are killed before the host is; `machine`: right after it.
   * Of the helper, an agent or a gate, it alone is killed, and the host goes on.
   */
  readonly victims: 'host' | 'all' | 'machine' | Part
}

/** What may end while its host lives on. */
export type Part = 'helper' | 'agent' | 'gate'

export function isPart(victims: KillPoint['victims']): victims is Part {
  return victims === 'helper' || victims === 'agent' || victims === 'gate'
}

/** Event types worth dying at, with how many of them a run has at the least. */
const types: readonly (readonly [DomainEvent['type'], number])[] = [
  ['thread.dispatched', 10],
  ['thread.slot-granted', 10],
  ['worktree.created', 9],
  ['thread.session-opened', 9],
  ['thread.turn-started', 9],
  ['thread.permission-asked', 2],
  ['thread.permission-answered', 2],
  ['thread.turn-ended', 8],
  ['thread.checkpointed', 9],
  ['thread.readied', 8],
  ['landing.requested', 2],
  ['landing.started', 2],
  ['landing.checkpointed', 2],
  ['landing.moved', 2],
  ['landing.completed', 2],
  ['landing.undo-requested', 1],
  ['landing.undo-started', 1],
  ['landing.undo-moved', 1],
  ['landing.undone', 1],
  ['thread.interrupt-requested', 2],
  ['thread.discard-requested', 1],
  ['thread.discarded', 3],
  ['worktree.trashed', 2],
  ['thread.restore-requested', 1],
  ['worktree.restored', 1],
]

function eventPoint(random: Random): KillPoint['at'] {
  const [type, most] = random.pick(types)
  return { kind: 'event', type, count: 1 + random.below(most) }
}

/** One to three deaths, by the seed. */
export function killPoints(random: Random): readonly KillPoint[] {
  const first = eventPoint(random)
  switch (random.below(10)) {
    case 0:
      return [{ at: { kind: 'ready', ms: random.below(2500) }, victims: 'host' }]
    case 1:
      return [{ at: { kind: 'acknowledgment', count: 1 + random.below(18) }, victims: 'host' }]
    case 2:
    case 3:
      return [{ at: first, victims: 'all' }]
    case 4:
      return [
        { at: first, victims: 'host' },
        { at: { kind: 'start', ms: random.below(600) }, victims: 'host' },
      ]
    case 5:
      return [
        { at: first, victims: 'host' },
        { at: { kind: 'start', ms: 100 + random.below(500) }, victims: 'all' },
        { at: eventPoint(random), victims: 'host' },
      ]
    default:
      return [{ at: first, victims: 'host' }]
  }
}
