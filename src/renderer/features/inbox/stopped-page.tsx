import { useNow } from '../../client/clock.ts'
import { clockTime } from '../../lib/format-time.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import { FailureNote } from '../../ui/failure-note.tsx'
import { LastWords } from './last-words.tsx'
import { Page } from './page.tsx'
import { SendOn } from './send-on.tsx'
import { Notices, ThreadFacts } from './thread-facts.tsx'
import type { ThreadPageProps } from './thread-page-props.ts'
import { TryAgain } from './try-again.tsx'

/** A thread that stopped, or ended without a change: what it needs is another prompt, or nothing more. */
export function StoppedPage({ item, actions, decide }: ThreadPageProps) {
  const { thread } = item
  const now = useNow(1000)
  const reason = thread.state.kind === 'parked' ? thread.state.reason : null
  const changed = (thread.checkpoint?.files ?? 0) > 0
  const offered = changed ? [actions.review, actions.discard] : [actions.discard]
  return (
    <Page item={item} failure={decide.failureOf(item)} actions={[actions.open, ...offered]}>
      {reason !== null && <FailureNote quiet failure={reason} className="border-you" />}
      {reason?.retryAt !== undefined && (
        <p className="text-muted">{`The agent said to try again at ${clockTime(reason.retryAt, now)}.`}</p>
      )}
      <ThreadFacts item={item} />
      <Notices thread={thread} />
      <SendOn
        thread={thread}
        label="Send it on"
        title="Send"
        kind="main"
        placeholder="What should it do next?"
        onSend={(command) => decide.send(item, command, 'Sent on')}
      >
        {changed && <ActionButton action={actions.review} showKeys />}
        <ActionButton action={actions.discard} kind="quiet" showKeys />
      </SendOn>
      {reason !== null && <TryAgain item={item} decide={decide} />}
      <LastWords thread={thread} />
    </Page>
  )
}
