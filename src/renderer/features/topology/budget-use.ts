import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import type { Cluster } from '../../../shared/domain/topology/state.ts'
import { formatCount } from '../../lib/format-number.ts'

export interface Use {
  readonly name: string
  readonly used: number
  readonly cap: number
  readonly words: string
}

const minute = 60_000

/** What a team has used of its own budget; its minutes run from its beginning. */
export function budgetUse({ budget, since, used }: Cluster, now: number): readonly Use[] {
  const minutes = Math.min(budget.minutes, Math.max(0, Math.floor((now - since) / minute)))
  return [
    { name: 'Messages', used: used.messages, cap: budget.messages, words: `${used.messages} of ${budget.messages}` },
    {
      name: 'Tokens',
      used: used.tokens,
      cap: budget.tokens,
      words: `${formatCount(used.tokens)} of ${formatCount(budget.tokens)}`,
    },
    { name: 'Minutes', used: minutes, cap: budget.minutes, words: `${minutes} of ${budget.minutes}` },
  ]
}

/** What is nearest to its cap, of the open negotiation or else of the team. */
export function fullest(
  cluster: Cluster,
  talk: Negotiation | undefined,
  now: number,
): { readonly name: string; readonly share: number } {
  const uses = talk === undefined ? budgetUse(cluster, now) : talkUse(talk, now)
  const shares = uses.map(({ name, used, cap }) => ({ name, share: cap <= 0 ? 0 : Math.min(1, used / cap) }))
  return shares.reduce((most, one) => (one.share > most.share ? one : most), { name: 'Messages', share: 0 })
}

function talkUse({ caps, openedAt, used }: Negotiation, now: number): readonly Omit<Use, 'words'>[] {
  return [
    { name: 'Messages', used: used.messages, cap: caps.messages },
    { name: 'Rounds', used: used.rounds, cap: caps.rounds },
    { name: 'Tokens', used: used.tokens + used.reserved, cap: caps.tokens },
    { name: 'Minutes', used: Math.floor(Math.max(0, now - openedAt) / minute), cap: caps.minutes },
  ]
}
