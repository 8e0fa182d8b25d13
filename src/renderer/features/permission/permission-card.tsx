import { useMemo } from 'react'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import { useAgents } from '../../client/agents.ts'
import { useTranscript } from '../../client/use-transcript.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { ReasonField } from '../../ui/reason-field.tsx'
import { useRefusedAnswer } from './answer-store.ts'
import { PageRequest } from './page-request.tsx'
import { PinnedRequest } from './pinned-request.tsx'
import { answerWords, beforeRequest } from './request-words.ts'
import { type Answering, useAnswering } from './use-answering.ts'
import { usePolicyWords } from './use-policy-words.ts'

export interface PermissionCardProps {
  readonly thread: Thread
  readonly request: PermissionRequest
  /** Whether its keys are taken. */
  readonly active: boolean
  /** Below a conversation, or a page of its own. */
  readonly place: 'pinned' | 'page'
}

/** What an agent asks leave for: who asks, what exactly, why, and what each answer comes to. */
export function PermissionCard({ thread, request, active, place }: PermissionCardProps) {
  const answering = useAnswering(thread, request, active)
  const refused = useRefusedAnswer(request.id)
  const { rows } = useTranscript(thread.id)
  const before = useMemo(() => beforeRequest(rows, request), [rows, request])
  const agent = agentName(thread.agent, useAgents())
  const words = answerWords(request)
  const policy = usePolicyWords(thread, request)
  const shown = { thread, request, agent, before, words, policy }
  const answers = <Answers answering={answering} place={place} />
  return (
    <section
      tabIndex={-1}
      data-request={request.id}
      aria-label={`Permission asked: ${visibleLine(request.title)}`}
      className="outline-none"
    >
      {place === 'page' ? (
        <PageRequest {...shown}>
          {refused !== null && <FailureNote failure={refused} />}
          {answers}
        </PageRequest>
      ) : (
        <PinnedRequest {...shown}>
          {refused !== null && <FailureNote failure={refused} className="mt-2" />}
          {answers}
        </PinnedRequest>
      )}
    </section>
  )
}

interface AnswersProps {
  readonly answering: Answering
  readonly place: 'pinned' | 'page'
}

function Answers({ answering, place }: AnswersProps) {
  const { allow, deny, always, denying, reason } = answering
  if (denying) {
    return (
      <ReasonField
        label="Why not, and what to do instead"
        hint="The agent reads it. It may be left empty."
        title="Deny"
        value={reason}
        onChange={answering.setReason}
        onSend={answering.sendDenial}
        onBack={answering.back}
      />
    )
  }
  return (
    <div className={place === 'page' ? 'flex flex-wrap gap-2' : 'mt-2 flex flex-wrap gap-1.5'}>
      <ActionButton action={allow} showKeys />
      <ActionButton action={deny} showKeys />
      {always !== null && <ActionButton action={always} kind="quiet" className="max-w-full whitespace-normal" />}
    </div>
  )
}
