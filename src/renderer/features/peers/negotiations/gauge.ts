import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import { formatCount } from '../../../lib/format-number.ts'

export interface Measure {
  readonly name: string
  readonly used: number
  /** Promised to messages that nobody has read yet. */
  readonly reserved: number
  readonly cap: number
  /** '3.1k and 800 reserved of 24k' */
  readonly words: string
}

/** What a negotiation has used of what it may use. Minutes run until it is settled. */
export function gaugeOf({ caps, used, state, openedAt }: Negotiation, now: number): readonly Measure[] {
  const until = state.kind === 'settled' ? state.at : now
  const minutes = Math.max(0, Math.floor((until - openedAt) / 60_000))
  const reserved = used.reserved === 0 ? '' : ` and ${formatCount(used.reserved)} reserved`
  return [
    plain('Rounds', used.rounds, caps.rounds),
    plain('Messages', used.messages, caps.messages),
    {
      name: 'Tokens',
      used: used.tokens,
      reserved: used.reserved,
      cap: caps.tokens,
      words: `${formatCount(used.tokens)}${reserved} of ${formatCount(caps.tokens)}`,
    },
    plain('Minutes', Math.min(minutes, caps.minutes), caps.minutes),
  ]
}

function plain(name: string, used: number, cap: number): Measure {
  return { name, used, reserved: 0, cap, words: `${used} of ${cap}` }
}

/** In per cent of the whole; both together never more than all of it. */
export function sharesOf({ used, reserved, cap }: Measure): { readonly used: number; readonly reserved: number } {
  const share = (value: number) => (cap <= 0 ? 0 : Math.min(100, (value / cap) * 100))
  return { used: share(used), reserved: share(used + reserved) - share(used) }
}
