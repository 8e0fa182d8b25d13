import type { Coupling } from '../../../shared/domain/topology/state.ts'
import { CommandButton } from './command-button.tsx'
import { ignore, introduce } from './pair-commands.ts'
import { SerializeMenu } from './serialize-menu.tsx'

interface PairButtonsProps {
  readonly pair: Coupling
  readonly names: string
}

/** What can be done about two that nobody has done anything about. */
export function PairButtons({ pair, names }: PairButtonsProps) {
  return (
    <>
      <CommandButton title="Introduce" of={names} done={`Introduced ${names}`} command={() => introduce(pair)} />
      <SerializeMenu pair={pair} names={names} />
      <CommandButton title="Ignore" of={names} done={`Ignored ${names}`} kind="quiet" command={() => ignore(pair)} />
    </>
  )
}
