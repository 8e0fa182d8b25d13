import { type KeyboardEvent, useRef, useState } from 'react'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useModel, useThread } from '../../client/model-hooks.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Scroller } from '../../ui/scroller.tsx'
import { ContractRows } from './contracts/contract-rows.tsx'
import { ContractView } from './contracts/contract-view.tsx'
import { useContracts } from './contracts/use-contracts.ts'
import { ConversationFoot } from './conversation-foot.tsx'
import { Findings } from './findings.tsx'
import { goToThread } from './go-to-thread.ts'
import { SharedList } from './items/shared-list.tsx'
import { ConversationRows } from './messages/conversation-rows.tsx'
import { ConversationView } from './messages/conversation-view.tsx'
import { othersOf } from './messages/conversations.ts'
import { moveBetweenRows } from './move-between-rows.ts'
import { NegotiationCards } from './negotiations/negotiation-cards.tsx'
import { NegotiationView } from './negotiations/negotiation-view.tsx'
import { type Negotiations, useNegotiations } from './negotiations/use-negotiations.ts'
import { clusterOf, membersOf } from './team.ts'
import { TeamHead } from './team-head.tsx'
import type { OpenView, View } from './view.ts'

export interface PeersTabProps {
  readonly thread: string
  /** Whether it is the tab in sight: only then are its keys taken. */
  readonly shown: boolean
}

/** Whom a thread works with and why, what they say to each other, and what they agreed on. */
export function PeersTab({ thread: id, shown }: PeersTabProps) {
  const thread = useThread(id)
  if (thread === undefined) {
    return (
      <EmptyState text="The thread has left the live model. What it said to others is in the peers of those that are still there." />
    )
  }
  return <LivePeers thread={thread} shown={shown} />
}

function LivePeers({ thread, shown }: { readonly thread: Thread; readonly shown: boolean }) {
  const [view, setView] = useState<View>({ kind: 'all' })
  const negotiations = useNegotiations(thread.id, thread.project)
  const contracts = useContracts(thread.project, thread.id)
  const tab = useRef<HTMLDivElement>(null)
  const opener = useRef<string | null>(null)
  const open: OpenView = (next) => {
    opener.current = document.activeElement?.getAttribute('data-row') ?? null
    setView(next)
  }
  const back = () => {
    setView({ kind: 'all' })
    requestAnimationFrame(() => tab.current?.querySelector<HTMLElement>(`[data-row="${opener.current}"]`)?.focus())
  }
  const leave = { id: 'peers.back', title: 'Back to all peers', section: 'Thread', keys: 'Escape', run: back }
  useActions(shown && view.kind !== 'all' ? [leave] : [])
  const all = [...negotiations.open, ...negotiations.settled]
  const negotiation = view.kind === 'negotiation' ? all.find((one) => one.id === view.negotiation) : undefined
  const contract = view.kind === 'contract' ? contracts.find((one) => one.id === view.contract) : undefined
  return (
    <div ref={tab} className="h-full">
      {view.kind === 'conversation' && (
        <ConversationView
          key={view.other}
          thread={thread.id}
          other={view.other}
          onBack={back}
          Foot={ConversationFoot}
        />
      )}
      {negotiation !== undefined && <NegotiationView thread={thread.id} negotiation={negotiation} onBack={back} />}
      {contract !== undefined && <ContractView key={contract.id} contract={contract} onBack={back} />}
      {view.kind !== 'conversation' && negotiation === undefined && contract === undefined && (
        <Overview {...{ thread, negotiations, contracts }} onOpen={open} />
      )}
    </div>
  )
}

interface OverviewProps {
  readonly thread: Thread
  readonly negotiations: Negotiations
  readonly contracts: ReturnType<typeof useContracts>
  readonly onOpen: OpenView
}

function Overview({ thread, negotiations, contracts, onOpen }: OverviewProps) {
  const cluster = useModel((model) => clusterOf(model, thread.id))
  const members = useModel((model) => (cluster === undefined ? [] : membersOf(model, cluster)))
  const alone = useModel((model) => othersOf(model, thread.id).length === 0) && cluster === undefined
  const keys = (event: KeyboardEvent<HTMLElement>) => moveBetweenRows(event)
  return (
    <Scroller label="Peers" className="h-full" onKeyDown={keys}>
      {cluster !== undefined && <TeamHead cluster={cluster} />}
      {alone && (
        <EmptyState text="It works alone, and nobody can write to it. Write @ and the name of a thread in its prompt to bring that thread in.">
          <Button onClick={() => goToThread(thread.id)}>Write to it</Button>
        </EmptyState>
      )}
      <NegotiationCards negotiations={negotiations} onOpen={onOpen} />
      <ConversationRows thread={thread.id} onOpen={onOpen} />
      {cluster !== undefined && cluster.state.kind !== 'proposed' && (
        <SharedList cluster={cluster.id} members={members} open={cluster.state.kind === 'team'} />
      )}
      <ContractRows thread={thread.id} contracts={contracts} onOpen={onOpen} />
      <Findings thread={thread.id} project={thread.project} />
    </Scroller>
  )
}
