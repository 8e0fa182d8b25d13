import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { PermissionRequest, Thread } from '../../../shared/domain/thread/state.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { ActionButton } from './action-button.tsx'

/** What the agent asks, word for word, and the answers to it. */
export function Requests({ thread }: { readonly thread: Thread }) {
  return thread.requests.map((request) => <Request key={request.id} thread={thread} request={request} />)
}

function Request({ thread, request }: { readonly thread: Thread; readonly request: PermissionRequest }) {
  const title = visibleLine(request.title)
  const answer = (given: 'allow' | 'allow-always' | 'deny') => (): PublicCommand => ({
    type: 'thread.answer',
    payload: { thread: thread.id, request: request.id, answer: given },
  })
  const always = request.options.some((option) => option.kind === 'allow-always')
  return (
    <section className="request" aria-label={`Permission asked: ${title}`}>
      <h3>{title}</h3>
      <pre>{visibleText(request.detail)}</pre>
      <div className="row">
        <ActionButton label="Allow once" description={title} command={answer('allow')} />
        {always && <ActionButton label="Allow always" description={title} command={answer('allow-always')} />}
        <ActionButton label="Deny" description={title} command={answer('deny')} />
      </div>
    </section>
  )
}
