import type { ReactNode } from 'react'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import { visibleLine } from '../../lib/visible-text.ts'
import { ExactDetail } from './exact-detail.tsx'
import { RequestTitle } from './request-title.tsx'
import { type AnswerWords, type Before, wantWords } from './request-words.ts'

export interface RequestViewProps {
  readonly thread: Thread
  readonly request: PermissionRequest
  readonly agent: string
  readonly before: Before
  readonly words: AnswerWords
  /** Under which permissions it asks; null where it has none of its own. */
  readonly policy: string | null
  /** The answers. */
  readonly children: ReactNode
}

/** In characters: in the conversation above stands the whole. */
const quoteLength = 300

/** A request below its conversation. */
export function PinnedRequest({ thread, request, agent, before, words, policy, children }: RequestViewProps) {
  return (
    <div className="border-t border-l-[3px] border-line border-l-you bg-you-bg px-3.5 py-2.5">
      <RequestTitle title={request.title} level={3} />
      {request.detail !== '' && <ExactDetail detail={request.detail} className="my-1 max-h-40" />}
      <p className="text-muted wrap-anywhere">
        {`${visibleLine(thread.title)}, ${agent}, wants to ${wantWords(request)}.`}
        {before.said !== null && ` It says: “${visibleLine(before.said.slice(-quoteLength))}”`}
      </p>
      {policy !== null && <p className="mt-1 text-12 text-muted wrap-anywhere">{visibleLine(policy)}</p>}
      <ul className="mt-1 text-12 text-muted">
        <li>{`Allow: ${words.ifAllowed}.`}</li>
        <li>{`Deny: ${words.ifDenied}.`}</li>
        {words.always !== null && <li>{`Always: ${alwaysWords}.`}</li>}
      </ul>
      {children}
    </div>
  )
}

export const alwaysWords = 'no more questions in this session for what it counts as the same'
