import type { Thread } from '../../../shared/domain/thread/state.ts'
import { useAgents } from '../../client/agents.ts'
import { useNow } from '../../client/clock.ts'
import { begunWords, firingAddress } from '../../lib/begun-by.ts'
import { plural } from '../../lib/format-number.ts'
import { proofLine } from '../../lib/proof-words.ts'
import { agentName } from '../../lib/thread-words.ts'
import { visibleLine, visibleText } from '../../lib/visible-text.ts'
import { BegunMark } from '../../ui/begun-mark.tsx'
import { CodeText } from '../../ui/code-text.tsx'
import { LineCount } from '../../ui/line-count.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Facts } from './facts.tsx'
import type { ThreadItem } from './items.ts'

/** Who did what, where from and where to. */
export function ThreadFacts({ item }: { readonly item: ThreadItem }) {
  const { thread, project, landing, by } = item
  const agents = useAgents()
  const now = useNow(10_000)
  const { checkpoint } = thread
  const into = landing?.into ?? thread.into
  return (
    <Facts
      rows={[
        ['Who', `${agentName(thread.agent, agents)}, ${plural(thread.turns, 'turn')}`],
        [
          'Begun',
          by === undefined ? null : (
            <BegunMark key="by" words={begunWords(by)} address={firingAddress(by, thread.project)} />
          ),
        ],
        ['Where', project === undefined ? null : visibleLine(project.name)],
        ['Since', <RelativeTime key="since" at={item.attention.since} now={now} />],
        [
          'Changes',
          checkpoint === null || checkpoint.files === 0 ? null : (
            <>
              <LineCount added={checkpoint.additions} removed={checkpoint.deletions} />
              {` in ${plural(checkpoint.files, 'file')}`}
            </>
          ),
        ],
        ['From', <CodeText key="from" text={thread.base.ref} />],
        ['Lands on', into === null ? 'no branch yet: the review asks for one' : <CodeText key="into" text={into} />],
        ['Proof', checkpoint === null || checkpoint.files === 0 ? null : visibleLine(proofLine(item.proof).long)],
      ]}
    />
  )
}

/** What the host found worth saying. */
export function Notices({ thread }: { readonly thread: Thread }) {
  if (thread.notices.length === 0) return null
  return (
    <ul aria-label="Worth knowing" className="text-muted">
      {thread.notices.map((notice) => (
        <li key={notice}>{visibleText(notice)}</li>
      ))}
    </ul>
  )
}
