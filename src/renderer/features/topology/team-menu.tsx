import type { Cluster } from '../../../shared/domain/topology/state.ts'
import { useHost } from '../../client/store.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { asAction, teamVerbs } from './team-verbs.ts'

export interface TeamMenuProps {
  readonly cluster: Cluster
  readonly name: string
}

/** Pins, merges, splits and ends a team, and names its lead thread. */
export function TeamMenu({ cluster, name }: TeamMenuProps) {
  // What is refused is asked when the team changes; a press asks again.
  const groups = teamVerbs(useHost.getState().model, cluster).map((group) => group.map(asAction))
  return (
    <Menu
      align="end"
      trigger={
        <Button size="small" kind="quiet" aria-label={`Team of ${name}`}>
          Team
        </Button>
      }
      groups={groups}
    />
  )
}
