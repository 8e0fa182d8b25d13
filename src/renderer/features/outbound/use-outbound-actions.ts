import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { Outbound } from '../../../shared/domain/outbound/state.ts'
import type { Failure } from '../../../shared/kernel/failure.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import type { Action } from '../../ui/actions/action.ts'
import { changesOf, type Draft, problemOf } from './draft.ts'

interface Options {
  readonly outbound: Outbound
  readonly draft: Draft
  readonly changed: boolean
  readonly editing: boolean
  readonly send: (command: PublicCommand, what: string) => Promise<Failure | null>
  readonly edit: () => void
  readonly refuse: () => void
}

export interface OutboundActions {
  /** Approve; of one that failed: try again, too. */
  readonly answers: readonly Action[]
  readonly edit: Action
  readonly refuse: Action
  readonly undo: Action
  sendRefusal(reason: string): Promise<Failure | null>
}

const section = 'Inbox'

/** What can be decided about something that is to be written outside, each with its reason where it can't. */
export function useOutboundActions(options: Options): OutboundActions {
  const { outbound, draft, changed, editing, send } = options
  const { id, content, state } = outbound
  const retry: PublicCommand = { type: 'outbound.retry', payload: { outbound: id } }
  const approve: PublicCommand = {
    type: 'outbound.approve',
    payload: { outbound: id, ...changesOf(draft, content) },
  }
  const whyNotApprove = useWhyNot(state.kind === 'staged' ? approve : null)
  const whyNotRetry = useWhyNot(state.kind === 'failed' ? retry : null)
  const whyNotRefuse = useWhyNot({ type: 'outbound.refuse', payload: { outbound: id } })
  const verb = content.kind === 'comment' ? 'post' : 'open'
  const answer: Action =
    state.kind === 'failed'
      ? {
          id: 'inbox.outbound.retry',
          title: 'Try again',
          section,
          keys: 'a',
          blocked: whyNotRetry,
          run: () => send(retry, 'Tried again'),
        }
      : {
          id: 'inbox.outbound.approve',
          title: changed ? `Approve your version and ${verb}` : `Approve and ${verb}`,
          section,
          keys: 'a',
          blocked: problemOf(draft) ?? whyNotApprove,
          run: () => send(approve, content.kind === 'comment' ? 'Approved the comment' : 'Approved the pull request'),
        }
  return {
    answers: [answer],
    edit: {
      id: 'inbox.outbound.edit',
      title: editing ? 'Look at it' : 'Edit',
      section,
      keys: 'e',
      blocked: state.kind === 'staged' ? null : 'It was approved: it is tried again as it is.',
      run: options.edit,
    },
    refuse: {
      id: 'inbox.outbound.refuse',
      title: 'Refuse and say why',
      section,
      keys: 'd',
      blocked: whyNotRefuse,
      run: options.refuse,
    },
    undo: { id: 'inbox.outbound.undo', title: 'Undo my changes', section, run: () => undefined },
    sendRefusal: (reason) => {
      const payload = reason.trim() === '' ? { outbound: id } : { outbound: id, reason: reason.trim() }
      return send({ type: 'outbound.refuse', payload }, 'Refused')
    },
  }
}
