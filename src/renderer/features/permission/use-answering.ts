import { useState } from 'react'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import { useKept } from '../../client/kept.ts'
import { useWhyNot } from '../../client/model-hooks.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import type { Action } from '../../ui/actions/action.ts'
import { useActions } from '../../ui/actions/use-actions.ts'
import { type AnswerKind, answerRequest } from './answer-store.ts'
import { answerWords } from './request-words.ts'

export interface Answering {
  readonly allow: Action
  readonly deny: Action
  /** Null where the agent offers no lasting allowance. */
  readonly always: Action | null
  /** Whether the reason for a denial is being written. */
  readonly denying: boolean
  readonly reason: string
  setReason(reason: string): void
  sendDenial(): void
  back(): void
}

/** The answers to a request. Keys are taken only while the card is the active one. */
export function useAnswering(thread: Thread, request: PermissionRequest, active: boolean): Answering {
  const [denying, setDenying] = useState(false)
  const [reason, setReason] = useKept<string>(`draft.reason.${thread.id}.${keyPart(request.id)}`, '')
  const words = answerWords(request)
  const whyNotAllow = useWhyNot({
    type: 'thread.answer',
    payload: { thread: thread.id, request: request.id, answer: 'allow' },
  })
  const answer = async (kind: AnswerKind) => {
    const taken = await answerRequest(thread, request, { answer: kind, ...(kind === 'deny' ? { reason } : {}) })
    if (taken && reason !== '') forget()
  }
  const forget = () => setReason('')
  const section = 'Permission'
  const allow: Action = {
    id: 'permission.allow',
    title: 'Allow once',
    section,
    keys: 'a',
    blocked: words.canAllow ? whyNotAllow : 'The agent offers no allowance for once.',
    run: () => answer('allow'),
  }
  const deny: Action = {
    id: 'permission.deny',
    title: 'Deny and say why',
    section,
    keys: 'd',
    run: () => setDenying(true),
  }
  const always: Action | null =
    words.always === null
      ? null
      : {
          id: 'permission.always',
          title: alwaysTitle(words.always),
          section,
          run: () => answer('allow-always'),
        }
  useActions(active && !denying ? [allow, deny] : [])
  return {
    allow,
    deny,
    always,
    denying,
    reason,
    setReason,
    sendDenial: () => void answer('deny'),
    back: () => setDenying(false),
  }
}

/** A request's id may hold characters that a kept value's name can't. */
function keyPart(id: string): string {
  return id.replace(/[^\w-]/g, '_').slice(0, 100)
}

/** With the agent's own name for its lasting allowance, where that says more than that it lasts. */
function alwaysTitle(name: string): string {
  const shown = visibleLine(name)
  return /^(allow )?always( allow)?$/i.test(shown) ? 'Always allow' : `Always: ${shown}`
}
