import type { Coupling } from '../../../shared/domain/topology/state.ts'
import { apartBecause } from '../../lib/coupling-words.ts'
import { CommandButton } from './command-button.tsx'
import { ignore, introduce } from './pair-commands.ts'
import { SerializeMenu } from './serialize-menu.tsx'

interface PairButtonsProps {
  readonly pair: Coupling
  readonly names: string
}

/** Nothing is under way about it. `now`: what happens about it. */
export function mayAct({ standing }: Coupling, now: string | null): boolean {
  return standing.kind === 'ignored' || (standing.kind === 'open' && now === null)
}

/** What can be done about two; quieter about those that were ignored. */
export function PairButtons({ pair, names }: PairButtonsProps) {
  const settled = pair.standing.kind === 'ignored'
  // The host's word that two are apart again is not yours.
  const ignored = settled && apartBecause(pair) === null
  const kind = settled ? 'quiet' : 'plain'
  return (
    <>
      <CommandButton
        title="Introduce"
        of={names}
        done={`Introduced ${names}`}
        kind={kind}
        command={() => introduce(pair)}
      />
      <SerializeMenu pair={pair} names={names} kind={kind} />
      {!ignored && (
        <CommandButton title="Ignore" of={names} done={`Ignored ${names}`} kind="quiet" command={() => ignore(pair)} />
      )}
    </>
  )
}
