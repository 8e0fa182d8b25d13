import type { PublicCommand } from '../../../shared/contract/channels/commands.ts'
import type { ThreadAttention } from '../../../shared/domain/attention/attention.ts'
import { unansweredBecause } from '../../../shared/domain/peers/standing.ts'
import type { MessageId, ThreadId } from '../../../shared/kernel/ids.ts'
import { useNow } from '../../client/clock.ts'
import { useModel } from '../../client/model-hooks.ts'
import { navigate } from '../../client/navigation.ts'
import { useMessage } from '../../client/use-message.ts'
import { newId } from '../../lib/new-id.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import type { Action } from '../../ui/actions/action.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Facts } from './facts.tsx'
import { Page } from './page.tsx'
import { SendOn } from './send-on.tsx'
import type { ThreadPageProps } from './thread-page-props.ts'
import { useCommandAction } from './use-command-action.ts'

export interface QuestionPageProps extends ThreadPageProps {
  readonly attention: Extract<ThreadAttention, { readonly kind: 'unanswered' }>
}

/** A question between threads that nobody answered: it is put, with what a person can do about it. */
export function QuestionPage({ item, attention, actions, decide }: QuestionPageProps) {
  const { asked, thread } = item
  const now = useNow(10_000)
  const message = useMessage(attention.message)
  const why = useModel((model) => (message === null ? null : unansweredBecause(model, message)))
  const read = conversationWith(thread.id)
  const askAgain = useCommandAction({
    id: 'ask-again',
    title: `Ask ${asked} again`,
    keys: 'a',
    command: () => asksAgain(attention),
    send: (command) => decide.send(item, command, 'Asked again'),
  })
  const dismiss = useCommandAction({
    id: 'dismiss-question',
    title: 'Dismiss',
    keys: 'x',
    command: () => ({ type: 'peers.dismiss', payload: { message: attention.message } }),
    send: (command) => decide.send(item, command, 'Dismissed'),
  })
  return (
    <Page item={item} failure={decide.failureOf(item)} actions={[actions.open, read, askAgain, dismiss]}>
      <Facts
        rows={[
          ['Who asked', visibleLine(thread.title)],
          ['Whom', asked],
          ['Asked', message === null ? null : <RelativeTime key="at" at={message.sentAt} now={now} />],
          ['Overdue', <RelativeTime key="since" at={attention.since} now={now} />],
          ['Why', why === null ? null : visibleLine(why)],
        ]}
      />
      {message !== null && (
        <blockquote className="border-l-2 border-peer pl-3 whitespace-pre-wrap wrap-anywhere">
          {visibleText(message.text)}
        </blockquote>
      )}
      <p className="text-muted">
        {`It waits for the answer no longer, and goes on without one. What you write goes to it as yours; asked again, ${asked} gets a prompt of yours that names the question. Either settles this, and so does a late answer.`}
      </p>
      <SendOn
        thread={thread}
        label="Answer it yourself"
        title="Answer"
        kind="main"
        placeholder="What should it know?"
        onSend={(command) => decide.send(item, command, 'Answered')}
      >
        <ActionButton action={askAgain} showKeys />
        <ActionButton action={read} kind="quiet" showKeys />
        <ActionButton action={dismiss} kind="quiet" showKeys />
      </SendOn>
    </Page>
  )
}

function conversationWith(thread: ThreadId): Action {
  return {
    id: 'inbox.conversation',
    title: 'Read what they said',
    section: 'Inbox',
    keys: 'c',
    run: () => navigate({ screen: 'board', scope: { kind: 'all' }, thread, tab: 'peers' }),
  }
}

/** The person's own words: what the other thread wrote is named, never repeated as theirs. */
function asksAgain({ message, to }: { readonly message: MessageId; readonly to: ThreadId }) {
  const text = `A question of a peer still waits for your answer: message ${message}. Answer it with send_message, naming it in “answers”.`
  const blocks = [{ kind: 'text' as const, text, origin: 'person' as const }]
  return {
    type: 'thread.prompt',
    payload: { thread: to, prompt: newId(), attempt: newId(), blocks },
  } satisfies PublicCommand
}
