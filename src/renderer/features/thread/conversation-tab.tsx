import { type RefObject, Suspense } from 'react'
import type { Thread } from '../../../shared/domain/thread/state.ts'
import { Composer } from './composer/composer.tsx'
import { Conversation } from './conversation/conversation.tsx'
import type { ThreadSlots } from './slots.ts'
import type { Subject } from './use-subject.ts'

export interface ConversationTabProps {
  readonly subject: Subject
  /** Whether it is the tab in sight: only then are its keys taken. */
  readonly shown: boolean
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly Permission: ThreadSlots['Permission']
  readonly Recovery: ThreadSlots['Recovery']
}

/** What was said, what waits for an answer, and where to write. */
export function ConversationTab({ subject, shown, field, Permission, Recovery }: ConversationTabProps) {
  const { thread, place, live } = subject
  const working = thread.state.kind === 'running' || thread.state.kind === 'needs-you'
  return (
    <div className="flex h-full flex-col">
      <Conversation thread={thread.id} live={working} root={place?.folder ?? null} empty={emptyWords(thread)} />
      {thread.requests.length > 0 && (
        <div className="max-h-[60%] shrink-0 overflow-y-auto">
          {thread.requests.map((request, at) => (
            <Permission key={request.id} thread={thread} request={request} active={shown && at === 0} place="pinned" />
          ))}
        </div>
      )}
      <Suspense>{live && <Recovery thread={thread} />}</Suspense>
      <Composer thread={thread} live={live} field={field} />
    </div>
  )
}

function emptyWords({ state }: Thread): string {
  switch (state.kind) {
    case 'queued':
      return 'The conversation begins once an executor is free.'
    case 'preparing':
      return 'The conversation begins once the worktree is ready.'
    default:
      return 'Nothing was said.'
  }
}
