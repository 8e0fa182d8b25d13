import type { Item } from '../../../../shared/domain/team/state.ts'
import { assertNever } from '../../../../shared/kernel/assert-never.ts'
import { plural } from '../../../lib/format-number.ts'
import type { GlyphKind } from '../../../ui/glyph.tsx'
import type { NameOf } from '../names.ts'

export interface ItemWords {
  readonly glyph: GlyphKind
  readonly text: string
}

/** Who has an item, for how long, and whether anything proves that it is done. */
export function itemWords({ state, assigned, returned }: Item, name: NameOf, now: number): ItemWords {
  switch (state.kind) {
    case 'open': {
      const back = returned === null ? '' : `, came back: ${returned}`
      return { glyph: 'wait', text: `${assigned === null ? 'open' : `for ${name(assigned)}`}${back}` }
    }
    case 'claimed':
      return { glyph: 'work', text: `${name(state.by)} has it, ${leaseWords(state.lease.until, now)}` }
    case 'claimed-done':
      return { glyph: 'work', text: `${name(state.by)} says that it is done; its gates decide` }
    case 'done':
      return { glyph: 'done', text: `done by ${name(state.by)}, ${proofWords(state.proof)}` }
    case 'removed':
      return { glyph: 'stopped', text: 'taken off the list' }
    default:
      return assertNever(state)
  }
}

function leaseWords(until: number, now: number): string {
  const minutes = Math.ceil((until - now) / 60_000)
  return minutes > 0 ? `for ${plural(minutes, 'minute')} more` : 'its time is over'
}

function proofWords(proof: { readonly gates: number } | null): string {
  if (proof === null) return 'nothing proven'
  return proof.gates === 1 ? '1 gate passed' : `${proof.gates} gates passed`
}

const ranks: Readonly<Record<Item['state']['kind'], number>> = {
  claimed: 0,
  'claimed-done': 0,
  open: 1,
  done: 2,
  removed: 3,
}

/** What goes on first, then what is open in its order, then what is done; without what was taken off. */
export function itemsInOrder(items: readonly Item[]): readonly Item[] {
  return items
    .filter(({ state }) => state.kind !== 'removed')
    .toSorted((one, other) => ranks[one.state.kind] - ranks[other.state.kind] || one.order - other.order)
}

/** '2 of 5 done' */
export function listWords(items: readonly Item[]): string {
  const done = items.filter(({ state }) => state.kind === 'done').length
  return items.length === 0 ? 'nothing on it' : `${done} of ${items.length} done`
}
