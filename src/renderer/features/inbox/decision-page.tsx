import type { ComponentType } from 'react'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
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

export interface DecisionPageProps {
  readonly item: Item
  readonly decide: Decide
  readonly Permission: PermissionSlot
}

/** One decision with all it takes to make it. */
export function DecisionPage({ item, decide, Permission }: DecisionPageProps) {
  if (item.thread === null) return <RunDecision item={item} decide={decide} />
  return <ThreadDecision item={item} decide={decide} Permission={Permission} />
}

function RunDecision({ item, decide }: RunPageProps) {
  if (item.cluster !== undefined) return <TeamPage item={item} cluster={item.cluster} decide={decide} />
  if (item.negotiation === undefined) return <RunPage item={item} decide={decide} />
  return <NegotiationPage item={item} negotiation={item.negotiation} decide={decide} />
}

function ThreadDecision({ item, decide, Permission }: DecisionPageProps & { readonly item: ThreadItem }) {
  const actions = useItemActions(item, decide)
  const { thread, request, attention } = item
  const failure = decide.failureOf(item)
  if (attention.kind === 'permission') {
    return (
      <Page item={item} actions={[actions.open]} failure={failure}>
        {request !== undefined && <Permission thread={thread} request={request} active place="page" />}
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
