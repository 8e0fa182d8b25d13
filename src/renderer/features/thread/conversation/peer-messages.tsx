import type { Message } from '../../../../shared/domain/peers/state.ts'
import { useNow } from '../../../client/clock.ts'
import { useModel } from '../../../client/model-hooks.ts'
import { useMessage } from '../../../client/use-message.ts'
import { stateWords } from '../../../lib/message-words.ts'
import type { GivenMessage } from '../../../lib/peer-prompt.ts'
import type { SentWords } from '../../../lib/sent-words.ts'
import type { ToolView } from '../../../lib/tool-view.ts'
import { visibleLine, visibleText } from '../../../lib/visible-text.ts'
import { PeerQuote } from '../../../ui/peer-quote.tsx'
import { useOpened } from './opened-entries.ts'

/** A message that was put before the agent with a prompt. */
export function GivenQuote({ name, message }: { readonly name: string; readonly message: GivenMessage }) {
  const now = useNow(60_000)
  const [open, onToggle] = useOpened(name)
  const { what, title, text, sentAt } = message
  const live = useModel((model) => model.message.get(message.id)?.state.kind)
  const from = `from ${visibleLine(title)}`
  return (
    <PeerQuote
      address={
        what === null ? `From ${visibleLine(title)}` : `${what.slice(0, 1).toUpperCase()}${what.slice(1)} ${from}`
      }
      at={sentAt}
      state={live ?? 'read'}
      {...{ now, text, open, onToggle }}
    />
  )
}

/** Messages that a tool's answer brought along, where the host knows of them; the text is the host's copy. */
export function BesideQuote({ id }: { readonly id: string }) {
  const message = useMessage(id)
  return message === null ? null : <KnownQuote message={message} />
}

function KnownQuote({ message }: { readonly message: Message }) {
  const { id, from, kind, sentAt, text } = message
  const title = useTitle(from)
  const what = kind === 'message' ? null : kind
  return <GivenQuote name={`beside ${id}`} message={{ id, from, title, what, sentAt, text }} />
}

const addresses: Readonly<Record<SentWords['what'], string>> = {
  message: 'To',
  question: 'Question to',
  answer: 'Answer to',
  broadcast: 'To',
}

export interface SentQuoteProps {
  readonly name: string
  readonly at: number
  readonly words: SentWords
  readonly view: ToolView
}

/** What the agent wrote to another thread with a tool, and what became of it. */
export function SentQuote({ name, at, words, view }: SentQuoteProps) {
  const now = useNow(60_000)
  const [open, onToggle] = useOpened(name)
  const message = useMessage(words.message)
  const named = useTitle(message?.to ?? words.to)
  const to = words.what === 'broadcast' ? 'all peers' : named
  const failed = view.status === 'failed'
  const state = message === null ? null : stateWords(message)
  const trouble = failed || state?.trouble === true
  const known = state?.trouble === true ? state.reason : null
  const reason = failed ? visibleText(view.output) : known
  return (
    <PeerQuote
      address={`${addresses[words.what]} ${to}`}
      at={message?.sentAt ?? at}
      state={failed ? 'refused' : (state?.text ?? null)}
      text={words.text}
      {...{ now, open, onToggle, trouble }}
    >
      {reason !== null && <p className="text-12 text-muted wrap-anywhere">{reason}</p>}
    </PeerQuote>
  )
}

/** Of a thread, or of whatever an agent named: a task's id, a title. */
function useTitle(named: string | null): string {
  return useModel((model) => {
    if (named === null) return 'Switchyard'
    const title = model.thread.get(named)?.title ?? model.task.get(named)?.title
    return visibleLine(title ?? named)
  })
}
