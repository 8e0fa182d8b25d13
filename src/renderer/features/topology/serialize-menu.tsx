import type { Coupling } from '../../../shared/domain/topology/state.ts'
import { useModel, useWhyNot } from '../../client/model-hooks.ts'
import { memberTitle } from '../../lib/coupling-words.ts'
import { Button, type ButtonKind } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { serialize } from './pair-commands.ts'
import { send } from './send.ts'

export interface SerializeMenuProps {
  readonly pair: Coupling
  readonly names: string
  readonly kind?: ButtonKind
}

/** One waits until the other has landed; a person may say which. */
export function SerializeMenu({ pair, names, kind }: SerializeMenuProps) {
  const [one, other] = pair.members
  const titles = useModel((model) => [memberTitle(model, one), memberTitle(model, other)] as const)
  const why = useWhyNot(serialize(pair))
  const blocked = [useWhyNot(serialize(pair, one.task)), useWhyNot(serialize(pair, other.task))] as const
  const item = (at: 0 | 1) => ({
    id: `first.${at}`,
    title: `${titles[at]} goes first`,
    blocked: blocked[at],
    run: () => send(serialize(pair, pair.members[at].task), `${titles[at]} goes first`),
  })
  const choose = {
    id: 'first.host',
    title: 'Whichever has more work',
    blocked: why,
    run: () => send(serialize(pair), 'One goes after the other'),
  }
  return (
    <Menu
      align="end"
      trigger={
        <Button size="small" kind={kind} aria-label={`One after the other: ${names}`}>
          One after the other
        </Button>
      }
      groups={[[item(0), item(1)], [choose]]}
    />
  )
}
