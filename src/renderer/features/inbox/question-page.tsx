import { useNow } from '../../client/clock.ts'
import { navigate } from '../../client/navigation.ts'
import { useMessage } from '../../client/use-message.ts'
import { stateWords } from '../../lib/message-words.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { Button } from '../../ui/button.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Facts } from './facts.tsx'
import { Page } from './page.tsx'
import { SendOn } from './send-on.tsx'
import type { ThreadPageProps } from './thread-page-props.ts'

/** A question between threads that nobody answered: it is put, with what a person can do about it. */
export function QuestionPage({ item, actions, decide }: ThreadPageProps) {
  const { attention, asked, thread } = item
  const now = useNow(10_000)
  const message = useMessage(attention.kind === 'unanswered' ? attention.message : null)
  const to = attention.kind === 'unanswered' ? attention.to : null
  const look = () => navigate({ screen: 'board', scope: { kind: 'all' }, thread: to, tab: 'peers' })
  return (
    <Page item={item} failure={decide.failureOf(item)} actions={[actions.open]}>
      <Facts
        rows={[
          ['Asked', asked],
          ['When', message === null ? null : <RelativeTime key="at" at={message.sentAt} now={now} />],
          ['Its state', message === null ? null : stateWords(message).text],
        ]}
      />
      {message !== null && (
        <blockquote className="border-l-2 border-peer pl-3 whitespace-pre-wrap wrap-anywhere">
          {visibleText(message.text)}
        </blockquote>
      )}
      <p className="text-muted">It goes on without an answer unless it gets one. What you write goes to it as yours.</p>
      <SendOn
        thread={thread}
        label="Answer it yourself"
        title="Answer"
        kind="main"
        placeholder="What should it know?"
        onSend={(command) => decide.send(item, command, 'Answered')}
      >
        <Button kind="quiet" onClick={look}>
          {`Look at ${asked}`}
        </Button>
      </SendOn>
    </Page>
  )
}
