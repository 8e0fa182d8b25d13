import type { Cluster, Coupling } from '../../../shared/domain/topology/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { reasonAlone, teamName } from '../../lib/team-words.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { collisionColumns, Score, Telling } from './collision-row.tsx'
import { CommandButton } from './command-button.tsx'
import { accept, decline } from './pair-commands.ts'
import { SerializeMenu } from './serialize-menu.tsx'
import { Spots } from './spots.tsx'

export interface ProposalRowProps {
  readonly cluster: Cluster
  /** The pair that it is about, where there are only two. */
  readonly pair: Coupling | undefined
  readonly onOpen: (pair: string) => void
}

/** A team that waits for a person's yes; its members know nothing of it. */
export function ProposalRow({ cluster, pair, onOpen }: ProposalRowProps) {
  const name = useModel((model) => teamName(model, cluster))
  const because = reasonAlone(cluster, name)
  const of = `team of ${name}`
  return (
    <li className={collisionColumns}>
      <Glyph kind="you" name="Proposed" />
      <span className="truncate" title={`${name}\n${because}`}>
        Team of <b className="font-medium">{name}</b>
      </span>
      <span className="hidden @min-[900px]:flex">
        <Spots spots={cluster.spots} />
      </span>
      <span className="hidden min-w-0 text-muted @min-[900px]:flex">
        {pair === undefined ? (
          <span className="truncate" title={because}>
            {because}
          </span>
        ) : (
          <>
            <Telling pair={pair} />
            <Score pair={pair} names={name} onOpen={onOpen} />
          </>
        )}
      </span>
      <span className="flex items-center justify-end gap-1">
        <CommandButton title="Accept" of={of} done={`Team of ${name}`} command={() => accept(cluster)} />
        {pair !== undefined && <SerializeMenu pair={pair} names={name} />}
        <CommandButton
          title="Decline"
          of={of}
          done={`No team of ${name}`}
          kind="quiet"
          command={() => decline(cluster)}
        />
      </span>
    </li>
  )
}
