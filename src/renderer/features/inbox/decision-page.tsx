import { type ComponentType, Suspense } from 'react'
import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { ChangedFiles } from './changed-files.tsx'
import { useItemActions } from './item-actions.ts'
import type { Item, ThreadItem } from './items.ts'
import { NegotiationPage } from './negotiation-page.tsx'
import { Page } from './page.tsx'
import { QuestionPage } from './question-page.tsx'
import { RefusedPage } from './refused-page.tsx'
import { RunPage, type RunPageProps } from './run-page.tsx'
import { StoppedPage } from './stopped-page.tsx'
import { TeamPage } from './team-page.tsx'
import { Notices, ThreadFacts } from './thread-facts.tsx'
import type { ThreadPageProps } from './thread-page-props.ts'
import type { Decide } from './use-decide.ts'

export type PermissionSlot = ComponentType<{
  readonly thread: Thread
  readonly request: PermissionRequest
  readonly active: boolean
  readonly place: 'pinned' | 'page'
}>

/** What is to be written outside. */
export type OutboundSlot = ComponentType<{
  readonly outbound: Outbound
  readonly thread: Thread
  readonly onSend: (command: PublicCommand, what: string) => Promise<Failure | null>
}>

export interface InboxSlots {
  readonly Permission: PermissionSlot
  readonly Outbound: OutboundSlot
}

export interface DecisionPageProps extends InboxSlots {
  readonly item: Item
  readonly decide: Decide
}

/** One decision with all it takes to make it. */
export function DecisionPage({ item, decide, ...slots }: DecisionPageProps) {
  if (item.thread === null) return <RunDecision item={item} decide={decide} />
  return <ThreadDecision item={item} decide={decide} {...slots} />
}

function RunDecision({ item, decide }: RunPageProps) {
  if (item.cluster !== undefined) return <TeamPage item={item} cluster={item.cluster} decide={decide} />
  if (item.negotiation === undefined) return <RunPage item={item} decide={decide} />
  return <NegotiationPage item={item} negotiation={item.negotiation} decide={decide} />
}

function ThreadDecision({ item, decide, Permission, Outbound }: DecisionPageProps & { readonly item: ThreadItem }) {
  const actions = useItemActions(item, decide)
  const { thread, request, attention, outbound } = item
  const failure = decide.failureOf(item)
  if (attention.kind === 'permission') {
    return (
      <Page item={item} actions={[actions.open]} failure={failure}>
        <Suspense>
          {request !== undefined && <Permission thread={thread} request={request} active place="page" />}
        </Suspense>
      </Page>
    )
  }
  if (attention.kind === 'outbound') {
    const send = (command: PublicCommand, what: string) => decide.send(item, command, what)
    return (
      <Page item={item} actions={[actions.open]} failure={failure}>
        <Suspense>{outbound !== undefined && <Outbound outbound={outbound} thread={thread} onSend={send} />}</Suspense>
      </Page>
    )
  }
  return <ThreadPage item={item} actions={actions} decide={decide} />
}

function ThreadPage({ item, actions, decide }: ThreadPageProps) {
  const { attention } = item
  const failure = decide.failureOf(item)
  switch (attention.kind) {
    case 'review':
      return (
        <Page item={item} failure={failure} actions={[actions.open, actions.review, actions.merge, actions.discard]}>
          <ThreadFacts item={item} />
          <Notices thread={item.thread} />
          <div className="flex flex-wrap gap-2">
            <ActionButton action={actions.review} kind="main" showKeys />
            <ActionButton action={actions.merge} showKeys />
            <ActionButton action={actions.discard} kind="quiet" showKeys />
          </div>
          <ChangedFiles thread={item.thread} />
        </Page>
      )
    case 'unanswered':
      return <QuestionPage item={item} attention={attention} actions={actions} decide={decide} />
    case 'landing-refused':
    case 'undo-refused':
      return <RefusedPage item={item} actions={actions} decide={decide} />
    default:
      return <StoppedPage item={item} actions={actions} decide={decide} />
  }
}
