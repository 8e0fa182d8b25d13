import { useAgents } from '../../../client/agents.ts'
import { useModel, useThread } from '../../../client/model-hooks.ts'
import { grouped, plural } from '../../../lib/format-number.ts'
import { agentName } from '../../../lib/thread-words.ts'
import { SectionHeader } from '../../../ui/section-header.tsx'
import { host, useName } from '../names.ts'
import type { OpenView } from '../view.ts'
import { exchangedBy, othersOf, waitingBy } from './conversations.ts'

export interface ConversationRowsProps {
  readonly thread: string
  readonly onOpen: OpenView
}

/** Everybody that a thread talks with, or may; nothing where there is nobody. */
export function ConversationRows({ thread, onOpen }: ConversationRowsProps) {
  const others = useModel((model) => othersOf(model, thread))
  const waiting = useModel((model) => waitingBy(model, thread))
  const refused = useModel((model) => model.mailbox.get(thread)?.refused ?? 0)
  if (others.length === 0) return null
  return (
    <section aria-label="Conversations">
      <SectionHeader
        level={3}
        title="Conversations"
        detail={
          refused === 0
            ? undefined
            : `${plural(refused, 'message')} of this thread ${refused === 1 ? 'was' : 'were'} refused`
        }
      />
      <ul>
        {others.map((other) => (
          <li key={other} className="border-b border-soft">
            <ConversationRow thread={thread} other={other} waiting={waiting[other] ?? 0} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface RowProps extends ConversationRowsProps {
  readonly other: string
  readonly waiting: number
}

function ConversationRow({ thread, other, waiting, onOpen }: RowProps) {
  const name = useName(other)
  const agents = useAgents()
  const peer = useThread(other)
  const { received, sent } = useModel((model) => exchangedBy(model, thread, other))
  const agent = peer === undefined ? words[other] : agentName(peer.agent, agents)
  return (
    <button
      type="button"
      data-row={`conversation ${other}`}
      onClick={() => onOpen({ kind: 'conversation', other })}
      className="flex min-h-row w-full items-center gap-2 px-4 text-left -outline-offset-2 hover:bg-raised"
    >
      <span className="min-w-0 truncate font-medium">{name}</span>
      <span className="min-w-0 shrink-[4] truncate text-12 text-faint">{agent}</span>
      <span className="ml-auto shrink-0 text-12 text-muted">
        {received + sent === 0 ? 'nothing yet' : `${grouped(received)} in, ${grouped(sent)} out`}
        {waiting > 0 && (
          <span className="text-peer">{`, ${grouped(waiting)} ${waiting === 1 ? 'waits' : 'wait'}`}</span>
        )}
      </span>
    </button>
  )
}

const words: Readonly<Record<string, string | undefined>> = { [host]: 'the host’s own words' }
