import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import { formatCount, formatTokens } from '../../../lib/format-number.ts'
import type { MeterProps } from '../../../ui/meter.tsx'

/** What a negotiation has used of what it may use. Minutes run until it is settled. */
export function gaugeOf({ caps, used, state, openedAt }: Negotiation, now: number): readonly MeterProps[] {
  const until = state.kind === 'settled' ? state.at : now
  const minutes = Math.max(0, Math.floor((until - openedAt) / 60_000))
  const { tokens, reserved } = used
  return [
    plain('Rounds', used.rounds, caps.rounds),
    plain('Messages', used.messages, caps.messages),
    {
      ...{ name: 'Tokens', used: tokens, reserved, cap: caps.tokens },
      words: `${formatCount(tokens + reserved)} of ${formatCount(caps.tokens)}`,
      ...(reserved === 0
        ? {}
        : { title: `${formatTokens(reserved)} of them reserved for messages that nobody has read yet` }),
    },
    plain('Minutes', Math.min(minutes, caps.minutes), caps.minutes),
  ]
}

function plain(name: string, used: number, cap: number): MeterProps {
  return { name, used, cap, words: `${used} of ${cap}` }
}
