import { oneLine } from '../thread/quoted.ts'
import { emptying } from './emptying.ts'
import type { Names } from './frame.ts'
import { quotedTitle } from './frame.ts'
import { emptied } from './reduce-waiting.ts'
import type { Mailbox, Message, WaitingFrom } from './state.ts'

/** Senders that are named; the rest is one number. */
const named = 10

/** What waits beside those of the page, by numbers; undefined where that is all. */
export function digestOf(names: Names, mailbox: Mailbox, page: readonly Message[]): string | undefined {
  const [event] = emptying(mailbox.id, page, { how: 'fetched' })
  const rest = event?.type === 'mailbox.emptied' ? emptied(mailbox, event) : mailbox
  return waitingWords(names, rest)
}

/** How many messages wait in a mailbox, and of whom; undefined for none. Costs no look at the messages. */
export function waitingWords(names: Names, { waiting, waitingFrom = {} }: Mailbox): string | undefined {
  if (waiting === 0) return undefined
  const senders = Object.entries(waitingFrom).sort(([, one], [, other]) => other.messages - one.messages)
  const parts = senders.slice(0, named).map(([id, count]) => `${numbers(count)} from ${nameOf(names, id)}`)
  const others = senders.slice(named).reduce((sum, [, { messages }]) => sum + messages, 0)
  const all = others === 0 ? parts : [...parts, `${grouped(others)} from others`]
  return `${grouped(waiting)} more wait: ${all.join(', ')}. read_inbox gives them by page.`
}

function numbers({ messages, questions }: WaitingFrom): string {
  if (questions === 0) return grouped(messages)
  return `${grouped(messages)} (${grouped(questions)} ${questions === 1 ? 'question' : 'questions'})`
}

function nameOf({ thread }: Names, id: string): string {
  if (id === 'host') return 'the host'
  return `${quotedTitle(thread.get(id)?.title ?? 'a thread that is gone')} (thread ${oneLine(id)})`
}

/** With a comma between thousands, the same everywhere. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/gu, ',')
}
