import type { Contract } from '../../../../shared/domain/contracts/state.ts'
import type { Ruling } from '../../../../shared/domain/negotiation/commands.ts'
import type { Negotiation } from '../../../../shared/domain/negotiation/state.ts'
import { visibleLine } from '../../../lib/visible-text.ts'
import type { NameOf } from '../names.ts'

/** What a person may say; asking one is for the host. */
export type PersonsRuling = Exclude<Ruling, { kind: 'ask' }>

export interface SettleChoice {
  readonly id: string
  readonly title: string
  readonly ruling: PersonsRuling
}

/** Every way in which a person may end it: on a contract of its parties, one after the other, or with nothing forced. */
export function settleChoices(
  { parties, confirmed }: Pick<Negotiation, 'parties' | 'confirmed'>,
  contracts: readonly Contract[],
  name: NameOf,
): readonly SettleChoice[] {
  const theirs = contracts.filter(
    ({ id, owner, readers }) =>
      parties.includes(owner) ||
      readers.some(({ thread }) => parties.includes(thread)) ||
      confirmed.some(({ contract }) => contract === id),
  )
  return [
    ...theirs.map(
      ({ id, name: called, version }): SettleChoice => ({
        id: `agreed ${id}`,
        title: `Agreed: ${visibleLine(called)} v${version}`,
        ruling: { kind: 'agreed', contract: id, version },
      }),
    ),
    ...parties.map(
      (party): SettleChoice => ({
        id: `first ${party}`,
        title: `${name(party)} goes first`,
        ruling: { kind: 'serialize', first: party },
      }),
    ),
    { id: 'stop', title: 'Nothing forced', ruling: { kind: 'stop' } },
  ]
}
