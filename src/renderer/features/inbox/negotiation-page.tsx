import type { Contract } from '../../../shared/domain/contracts/state.ts'
import type { Model } from '../../../shared/domain/model.ts'
import type { Ruling } from '../../../shared/domain/negotiation/commands.ts'
import type { Negotiation } from '../../../shared/domain/negotiation/state.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { formatCount, formatTokens, plural } from '../../lib/format-number.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { Facts } from './facts.tsx'
import { Page } from './page.tsx'
import type { RunPageProps } from './run-page.tsx'
import { useCommandAction } from './use-command-action.ts'

export interface NegotiationPageProps extends RunPageProps {
  readonly negotiation: Negotiation
}

/** What threads could not agree on within what they may use: a person says how it ends. */
export function NegotiationPage({ item, negotiation, decide }: NegotiationPageProps) {
  const { caps, parties, used } = negotiation
  const ways = useModel((model) => waysOf(model, negotiation).map(({ title }) => title))
  const rulings = useModel((model) => waysOf(model, negotiation).map(({ ruling }) => JSON.stringify(ruling)))
  const [first] = parties
  const open: Action = {
    id: 'inbox.open',
    title: 'Read what they said',
    section: 'Inbox',
    keys: 'o',
    run: () => navigate({ screen: 'board', scope: { kind: 'all' }, thread: first ?? null, tab: 'peers' }),
  }
  const stop = useCommandAction({
    id: 'settle-nothing',
    title: 'Force nothing',
    keys: 'x',
    command: () => ({
      type: 'negotiation.settle',
      payload: { negotiation: negotiation.id, ruling: { kind: 'stop' } },
    }),
    send: (command) => decide.send(item, command, 'Left as it is'),
  })
  const settle = (title: string, at: number): Action => ({
    id: `inbox.settle.${at}`,
    title,
    section: 'Inbox',
    keys: String(at + 1),
    run: () => {
      const ruling = JSON.parse(rulings[at] ?? '{"kind":"stop"}') as PersonsRuling
      const payload = { negotiation: negotiation.id, ruling }
      return decide.send(item, { type: 'negotiation.settle', payload }, title)
    },
  })
  const settles = ways.map(settle)
  return (
    <Page item={item} actions={[open, ...settles, stop]} failure={decide.failureOf(item)}>
      <Facts
        rows={[
          ['About', visibleLine(negotiation.topic)],
          ['Between', item.names],
          ['Opened', visibleLine(negotiation.because)],
          [
            'Used',
            [
              `${used.messages} of ${plural(caps.messages, 'message')}`,
              `${used.rounds} of ${plural(caps.rounds, 'round')}`,
              // As its gauge counts: what is reserved for messages that nobody has read is used up, too.
              `${formatTokens(used.tokens + used.reserved)} of ${formatCount(caps.tokens)}`,
            ].join(', '),
          ],
        ]}
      />
      <p className="text-muted">
        They are told what you say and go on by it. Whoever waits for another one starts again once that has landed.
      </p>
      <div className="flex flex-wrap gap-2">
        {settles.map((action) => (
          <ActionButton key={action.id} action={action} showKeys />
        ))}
        <ActionButton action={stop} kind="quiet" showKeys />
      </div>
    </Page>
  )
}

type PersonsRuling = Exclude<Ruling, { kind: 'ask' }>

interface Way {
  readonly title: string
  readonly ruling: PersonsRuling
}

/** On a contract that one of them confirmed or owns, or one after the other. */
function waysOf(model: Model, { confirmed, parties, project }: Negotiation): readonly Way[] {
  const theirs = ({ closed, id, owner }: Contract) =>
    !closed && (parties.includes(owner) || confirmed.some(({ contract }) => contract === id))
  const contracts = [...model.contract.within(project)].filter(theirs)
  return [
    ...contracts.map(({ id, name, version }): Way => {
      return {
        title: `Both keep to ${visibleLine(name)} v${version}`,
        ruling: { kind: 'agreed', contract: id, version },
      }
    }),
    ...parties.map((party): Way => {
      const title = visibleLine(model.thread.get(party)?.title ?? 'a thread that has ended')
      return { title: `${title} goes first`, ruling: { kind: 'serialize', first: party } }
    }),
  ]
}
