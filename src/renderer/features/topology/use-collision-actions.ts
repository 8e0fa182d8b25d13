import type { Coupling } from '../../../shared/domain/topology/state.ts'
import { whyNot } from '../../client/commands.ts'
import { useModel } from '../../client/model-hooks.ts'
import { useHost } from '../../client/store.ts'
import { memberTitle } from '../../lib/coupling-words.ts'
import { teamName } from '../../lib/team-words.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { accept, decline, ignore, introduce, serialize } from './pair-commands.ts'
import { type Collisions, likeliestOf } from './pairs.ts'
import { send } from './send.ts'

export interface CollisionActionOptions {
  readonly found: Collisions
  readonly row: string | null
  readonly open: (pair: string) => void
  readonly view: 'list' | 'matrix'
  readonly setView: (view: 'list' | 'matrix') => void
}

const section = 'Collisions'

/** Keys and palette entries: about the likeliest collision of the selected row, and about teams that are proposed. */
export function useCollisionActions({ found, row, open, view, setView }: CollisionActionOptions): void {
  const task = useModel((model) => (row === null ? undefined : (model.thread.get(row)?.task ?? row)))
  const pair = likeliestOf(found.pairs, task)
  const matrix: Action = {
    id: 'collisions.view',
    title: view === 'list' ? 'Show collisions as a matrix' : 'Show collisions as a list',
    section,
    keys: 't v',
    run: () => setView(view === 'list' ? 'matrix' : 'list'),
  }
  useActions([
    ...(pair === undefined || task === undefined ? [] : ofPair(pair, task, open)),
    ...ofProposals(found),
    ...(found.measured.length > 1 ? [matrix] : []),
  ])
}

function ofPair(pair: Coupling, task: string, open: (pair: string) => void): readonly Action[] {
  const { model } = useHost.getState()
  const own = pair.members.find((member) => member.task === task)
  const other = pair.members.find((member) => member.task !== task)
  if (own === undefined || other === undefined) return []
  const [mine, theirs] = [memberTitle(model, own), memberTitle(model, other)]
  const verbs = [
    ['introduce', 't i', `Introduce ${mine} to ${theirs}`, () => introduce(pair)],
    ['first', 't o', `Let ${mine} go first, then ${theirs}`, () => serialize(pair, own.task)],
    ['second', 't shift+o', `Let ${mine} wait for ${theirs}`, () => serialize(pair, other.task)],
    ['ignore', 't x', `Ignore the collision of ${mine} and ${theirs}`, () => ignore(pair)],
  ] as const
  return [
    ...verbs.map(([id, keys, title, command]): Action => {
      const run = () => send(command(), title)
      return { id: `collisions.${id}`, title, section, keys, blocked: whyNot(command()), run }
    }),
    {
      id: 'collisions.why',
      title: `Why ${mine} and ${theirs} may collide`,
      section,
      keys: 't w',
      run: () => open(pair.id),
    },
  ]
}

function ofProposals({ proposed }: Collisions): readonly Action[] {
  const { model } = useHost.getState()
  return proposed.flatMap((cluster, at) => {
    const name = teamName(model, cluster)
    const [yes, no] = [`Make a team of ${name}`, `Decline the team of ${name}`]
    const first = at === 0
    return [
      {
        id: `proposal.accept.${cluster.id}`,
        title: yes,
        section,
        keys: first ? 't a' : undefined,
        blocked: whyNot(accept(cluster)),
        run: () => send(accept(cluster), yes),
      },
      {
        id: `proposal.decline.${cluster.id}`,
        title: no,
        section,
        keys: first ? 't d' : undefined,
        blocked: whyNot(decline(cluster)),
        run: () => send(decline(cluster), no),
      },
    ]
  })
}
