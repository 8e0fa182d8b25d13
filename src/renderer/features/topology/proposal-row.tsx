import type { Cluster } from '../../../shared/domain/topology/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { teamName } from '../../lib/team-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { collisionColumns } from './collision-row.tsx'
import { CommandButton } from './command-button.tsx'
import { accept, decline } from './pair-commands.ts'
import { Spots } from './spots.tsx'

/** A team that waits for a person's yes; its members know nothing of it. */
export function ProposalRow({ cluster }: { readonly cluster: Cluster }) {
  const name = useModel((model) => teamName(model, cluster))
  const because = visibleLine(cluster.because)
  return (
    <li className={collisionColumns}>
      <Glyph kind="you" name="Proposed" />
      <span className="truncate" title={name}>
        Team of <b className="font-medium">{name}</b>
      </span>
      <span className="hidden @min-[900px]:flex">
        <Spots spots={cluster.spots} />
      </span>
      <span className="hidden truncate text-muted @min-[900px]:block" title={because}>
        {because}
      </span>
      <span className="flex items-center justify-end gap-1">
        <CommandButton title="Accept" of={`team of ${name}`} done={`Team of ${name}`} command={() => accept(cluster)} />
        <CommandButton
          title="Decline"
          of={`team of ${name}`}
          done={`No team of ${name}`}
          kind="quiet"
          command={() => decline(cluster)}
        />
      </span>
    </li>
  )
}
