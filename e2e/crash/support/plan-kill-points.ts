import type { DomainEvent } from '../../../src/shared/domain/event.ts'
import { assertNever } from '../../../src/shared/kernel/assert-never.ts'
import type { KillPoint, Part } from './kill-points.ts'
import type { Random } from './random.ts'

/** Event types worth dying at, with how many of them the plan has at the least. */
const types: readonly (readonly [DomainEvent['type'], number])[] = [
  ['run.planned', 1],
  ['task.readied', 6],
  ['task.starting', 10],
  ['thread.dispatched', 10],
  ['worktree.created', 10],
  ['thread.turn-started', 12],
  ['thread.turn-ended', 12],
  ['thread.checkpointed', 10],
  ['verification.started', 8],
  ['verification.gate-ended', 8],
  ['verification.passed', 6],
  ['verification.failed', 2],
  ['recovery.diagnosed', 3],
  ['recovery.proceeded', 2],
  ['task.retried', 3],
  ['landing.requested', 8],
  ['landing.started', 8],
  ['landing.proving', 3],
  ['landing.proved', 3],
  ['landing.moved', 8],
  ['landing.completed', 8],
  ['task.landed', 8],
]

function eventPoint(random: Random, victims: KillPoint['victims'] = 'host'): KillPoint {
  const [type, most] = random.pick(types)
  return { at: { kind: 'event', type, count: 1 + random.below(most) }, victims }
}

function partPoint(random: Random, part: Part): KillPoint {
  switch (part) {
    case 'helper':
      return eventPoint(random, part)
    case 'agent':
      return at(random, 'thread.turn-started', part)
    case 'gate':
      return at(random, 'verification.started', part)
    default:
      return assertNever(part)
  }
}

function at(random: Random, type: DomainEvent['type'], victims: KillPoint['victims']): KillPoint {
  return { at: { kind: 'event', type, count: 1 + random.below(6) }, victims }
}

/** One to three deaths, by the seed: six in a row have one of every kind among them. */
export function planKillPoints(random: Random, seed: number): readonly KillPoint[] {
  switch (seed % 6) {
    case 0:
      return [partPoint(random, 'helper'), eventPoint(random)]
    case 1:
      return [eventPoint(random), eventPoint(random)]
    case 2:
      return [partPoint(random, 'agent'), partPoint(random, 'gate'), eventPoint(random, 'machine')]
    case 3:
      return [eventPoint(random, 'all')]
    case 4:
      return [eventPoint(random), { at: { kind: 'start', ms: random.below(800) }, victims: 'host' }]
    default:
      return [eventPoint(random), partPoint(random, random.pick(['helper', 'agent', 'gate'])), eventPoint(random)]
  }
}
