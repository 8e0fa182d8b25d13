import { useState } from 'react'
import { useKept } from '../../client/kept.ts'
import { plural } from '../../lib/format-number.ts'
import type { Scope } from '../../lib/route.ts'
import { SectionHeader } from '../../ui/section-header.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { CollisionRow } from './collision-row.tsx'
import { Matrix } from './matrix.tsx'
import { type Collisions as Found, pairOf } from './pairs.ts'
import { ProposalRow } from './proposal-row.tsx'
import { Reasons } from './reasons.tsx'
import { useCollisionActions } from './use-collision-actions.ts'
import { useCollisions } from './use-collisions.ts'
import { useTeamActions } from './use-team-actions.ts'

export interface CollisionsProps {
  readonly scope: Scope
  /** The thread, or the task to come, that is selected on the board. */
  readonly row: string | null
}

type View = 'list' | 'matrix'

const views = [
  { value: 'list', title: 'List' },
  { value: 'matrix', title: 'Matrix' },
] as const

/** Work that is likely to collide, and what can be done about it before anybody finishes. Nothing where there is none. */
export function Collisions({ scope, row }: CollisionsProps) {
  const found = useCollisions(scope)
  const [view, setView] = useKept<View>('topology.collisions', 'list')
  const [opened, open] = useState<string | null>(null)
  useTeamActions(row)
  useCollisionActions({ found, row, open, view, setView })
  const { pairs, proposed, measured } = found
  if (pairs.length === 0 && proposed.length === 0) return null
  const shown = measured.find(({ id }) => id === opened)
  const proposals = new Set(proposed.map((cluster) => pairOf(cluster, measured)?.id))
  const alone = pairs.filter(({ id }) => !proposals.has(id))
  return (
    <section
      aria-label="Likely to collide"
      className="flex max-h-[38%] [@media(max-height:560px)]:max-h-[26%] min-h-0 shrink-0 flex-col border-t border-line"
    >
      <SectionHeader title="Likely to collide" detail={<Detail {...found} />}>
        {measured.length > 1 && (
          <Segmented
            label="Collisions as"
            value={view}
            choices={views}
            onChange={setView}
            className="-my-0.5 text-11 [&>label]:py-0"
          />
        )}
      </SectionHeader>
      {view === 'matrix' && measured.length > 1 ? (
        <Matrix pairs={measured} onOpen={open} />
      ) : (
        <ul className="max-h-[142px] min-h-0 overflow-y-auto">
          {proposed.map((cluster) => (
            <ProposalRow key={cluster.id} cluster={cluster} pair={pairOf(cluster, measured)} onOpen={open} />
          ))}
          {alone.map((pair) => (
            <CollisionRow key={pair.id} pair={pair} onOpen={open} />
          ))}
        </ul>
      )}
      {shown !== undefined && <Reasons pair={shown} onClose={() => open(null)} />}
    </section>
  )
}

const few = 4

function Detail({ pairs, proposed }: Pick<Found, 'pairs' | 'proposed'>) {
  const teams = proposed.length === 0 ? [] : [`${plural(proposed.length, 'team')} proposed`]
  const count = pairs.length > few ? [plural(pairs.length, 'pair')] : []
  return [...teams, ...count, 'predicted from live changes, before anyone finishes'].join(', ')
}
