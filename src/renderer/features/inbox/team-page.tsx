import type { Cluster } from '../../../shared/domain/topology/state.ts'
import { useNow } from '../../client/clock.ts'
import { navigate } from '../../client/navigation.ts'
import { placesOf, scoreText } from '../../lib/coupling-words.ts'
import { newId } from '../../lib/new-id.ts'
import { reasonAlone } from '../../lib/team-words.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { CodeText } from '../../ui/code-text.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Facts } from './facts.tsx'
import { Page } from './page.tsx'
import type { RunPageProps } from './run-page.tsx'
import { useCommandAction } from './use-command-action.ts'

export interface TeamPageProps extends RunPageProps {
  readonly cluster: Cluster
}

/** A team that is proposed: who, what they have in common, and what a yes does. */
export function TeamPage({ item, cluster, decide }: TeamPageProps) {
  const now = useNow(10_000)
  const { id, budget, project, score, since, spots } = cluster
  const board = { screen: 'board', scope: { kind: 'project', project }, thread: null, tab: 'conversation' } as const
  const open: Action = {
    id: 'inbox.open',
    title: 'Open the board',
    section: 'Inbox',
    keys: 'o',
    run: () => navigate(board),
  }
  const accept = useCommandAction({
    id: 'accept-team',
    title: 'Accept the team',
    keys: 'a',
    command: () => ({ type: 'cluster.accept', payload: { cluster: id, negotiation: newId() } }),
    send: (command) => decide.send(item, command, 'Accepted'),
  })
  const decline = useCommandAction({
    id: 'decline-team',
    title: 'Decline',
    keys: 'x',
    command: () => ({ type: 'cluster.decline', payload: { cluster: id } }),
    send: (command) => decide.send(item, command, 'Declined'),
  })
  return (
    <Page item={item} actions={[open, accept, decline]} failure={decide.failureOf(item)}>
      <Facts
        rows={[
          ['Who', item.names],
          ['Why', reasonAlone(cluster, item.names)],
          ['Coupling', score === null ? null : scoreText(score)],
          ['Where', spots.length === 0 ? null : <Places key="where" spots={spots} />],
          ['Proposed', <RelativeTime key="since" at={since} now={now} />],
        ]}
      />
      <p className="text-muted">
        {`If you accept, they are introduced to each other and may exchange ${budget.messages} messages; who owns what is settled between them, or one waits for the other. If you decline, they go on alone.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <ActionButton action={accept} kind="main" showKeys />
        <ActionButton action={decline} kind="quiet" showKeys />
      </div>
    </Page>
  )
}

const placesTold = 8

function Places({ spots }: Pick<Cluster, 'spots'>) {
  const places = placesOf(spots)
  return (
    <ul>
      {places.slice(0, placesTold).map((place) => (
        <li key={place}>
          <CodeText text={place} />
        </li>
      ))}
      {places.length > placesTold && <li className="text-muted">{`and ${places.length - placesTold} more`}</li>}
    </ul>
  )
}
