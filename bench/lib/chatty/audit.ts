import type { StoredEvent } from '../../../src/shared/domain/event.ts'
import { burst, messageLimits, perMessageMs } from '../../../src/shared/domain/peers/limits.ts'
import type { Account } from './account.ts'

export interface Audit {
  /** What is wrong; empty where all is right. */
  readonly wrong: readonly string[]
  readonly sent: number
  readonly refused: number
  readonly read: number
  readonly expired: number
  /** The most messages that waited for one thread at once. */
  readonly mostWaiting: number
  /** Exchanges, and how many of them came to a cap. */
  readonly negotiations: number
  readonly capped: number
}

/** What threads say to each other; findings and contracts are told by the host, and not counted as theirs. */
const talk: ReadonlySet<string> = new Set(['message', 'question', 'answer', 'request', 'proposal'])
/** Rounding of the times that events bear. */
const slack = 0.01

type Sent = Extract<StoredEvent['event'], { type: 'message.sent' }>

interface Exchange {
  readonly caps: { readonly messages: number; readonly tokens: number; readonly rounds: number }
  messages: number
  rounds: number
  tokens: number
  reserved: number
}

/**
 * Follows the stored log without any of the product's own rules: whether limits held at each event, and whether each
 * message came to exactly one end.
 */
class Log {
  readonly wrong: string[] = []
  readonly sent = new Map<string, Sent>()
  readonly ends = new Map<string, string>()
  readonly capped = new Set<string>()
  readonly exchanges = new Map<string, Exchange>()
  refused = 0
  mostWaiting = 0
  readonly #waiting = new Map<string, number>()
  readonly #bucket = new Map<string, { level: number; at: number }>()
  readonly #inPrompt = new Map<string, string>()
  readonly #spent = new Map<string, number>()
  readonly #budgets = new Map<string, number>()
  #answers = 0
  #talk = 0

  follow(stored: StoredEvent): void {
    const { at, event } = stored
    if (event.type === 'message.sent') this.#send(event, at)
    else if (event.type === 'mailbox.emptied') this.#wait(event.id, -event.messages)
    else if (event.type === 'mailbox.refused') this.#refuse(event)
    else if (event.type === 'cluster.spent') this.#spend(event)
    else if (event.type === 'cluster.formed' || event.type === 'cluster.allowed') this.#allow(event)
    else {
      this.#move(event)
      this.#negotiate(event)
    }
  }

  close(): void {
    for (const [id, { from, kind }] of this.sent) {
      // What wakes nobody waits in sight for the next turn, which doesn't come any more.
      if (!this.ends.has(id) && from !== null && talk.has(kind)) this.wrong.push(`${id} came to no end`)
    }
    const counted = [...this.#spent.values()].reduce((sum, messages) => sum + messages, 0)
    if (counted !== this.#talk) this.wrong.push(`the team counted ${counted} messages of ${this.#talk}`)
  }

  #send(event: Sent, at: number): void {
    if (this.sent.has(event.id)) this.wrong.push(`${event.id} was sent twice`)
    this.sent.set(event.id, event)
    const waiting = this.#wait(event.to, 1)
    if (event.from === null || !talk.has(event.kind)) return
    this.#talk += 1
    if (event.answers !== undefined) this.#answers += 1
    if (waiting > messageLimits.waiting) this.wrong.push(`${event.id} was accepted as the ${waiting}th that waits`)
    const bucket = this.#bucket.get(event.from) ?? { level: 0, at }
    const level = Math.max(0, bucket.level - Math.max(0, at - bucket.at) / perMessageMs) + 1
    this.#bucket.set(event.from, { level, at: Math.max(at, bucket.at) })
    if (level > burst + slack) this.wrong.push(`${event.from} sent ${level.toFixed(2)} messages at once`)
  }

  #move(event: StoredEvent['event']): void {
    if (event.type === 'message.read' || event.type === 'message.expired') this.#end(event.id, event.type)
    if (event.type !== 'message.placed') return
    if (this.#inPrompt.has(event.id)) this.wrong.push(`${event.id} is in two prompts`)
    this.#inPrompt.set(event.id, event.prompt)
  }

  #refuse({ failure, message }: Extract<StoredEvent['event'], { type: 'mailbox.refused' }>): void {
    this.refused += 1
    if (!hasReason(failure)) this.wrong.push(`${message} was refused without a reason`)
  }

  #spend({ id, messages }: Extract<StoredEvent['event'], { type: 'cluster.spent' }>): void {
    const spent = (this.#spent.get(id) ?? 0) + messages
    this.#spent.set(id, spent)
    // What answers a question is let through.
    const budget = this.#budgets.get(id)
    if (budget !== undefined && spent > budget + this.#answers) this.wrong.push(`the team said ${spent} of ${budget}`)
  }

  #allow({ budget, id }: Extract<StoredEvent['event'], { type: 'cluster.formed' | 'cluster.allowed' }>): void {
    this.#budgets.set(id, budget.messages)
  }

  /** Answers how many wait then. */
  #wait(thread: string, more: number): number {
    const waiting = (this.#waiting.get(thread) ?? 0) + more
    this.#waiting.set(thread, waiting)
    this.mostWaiting = Math.max(this.mostWaiting, waiting)
    if (waiting < 0) this.wrong.push(`${waiting} messages wait for ${thread}`)
    return waiting
  }

  #end(id: string, how: string): void {
    if (!this.sent.has(id)) this.wrong.push(`${id} ended, and was never sent`)
    if (this.ends.has(id)) this.wrong.push(`${id} ended twice: ${this.ends.get(id)}, ${how}`)
    this.ends.set(id, how)
  }

  #negotiate(event: StoredEvent['event']): void {
    if (event.type === 'negotiation.opened') {
      this.exchanges.set(event.id, { caps: event.caps, messages: 0, rounds: 0, tokens: 0, reserved: 0 })
      return
    }
    const exchange = this.exchanges.get(event.id)
    if (exchange === undefined) return
    if (event.type === 'negotiation.capped') this.capped.add(event.id)
    if (event.type === 'negotiation.settled-tokens') {
      exchange.reserved -= event.reserved
      exchange.tokens += event.tokens
    }
    if (event.type !== 'negotiation.spoke') return
    exchange.messages += 1
    exchange.reserved += event.tokens
    exchange.rounds += event.round ? 1 : 0
    const { caps, messages, reserved, rounds, tokens } = exchange
    if (messages > caps.messages) this.wrong.push(`${event.id} took ${messages} messages of ${caps.messages}`)
    if (rounds > caps.rounds) this.wrong.push(`${event.id} took ${rounds} rounds of ${caps.rounds}`)
    if (tokens + reserved > caps.tokens) this.wrong.push(`${event.id} took ${tokens + reserved} tokens`)
  }
}

function hasReason({ code, message, remedy }: { code: string; message: string; remedy: string }): boolean {
  return code !== '' && message !== '' && remedy !== ''
}

/** What agents say that they sent and were given, against the log; every message must have come to its end. */
export function auditLog(events: Iterable<StoredEvent>, accounts: readonly Account[]): Audit {
  const log = new Log()
  for (const stored of events) log.follow(stored)
  log.close()
  const wrong = [...log.wrong, ...accounts.flatMap((account) => wrongAccount(account, log))]
  const ended = (how: string) => [...log.ends.values()].filter((end) => end === how).length
  return {
    wrong,
    sent: log.sent.size,
    refused: log.refused,
    read: ended('message.read'),
    expired: ended('message.expired'),
    mostWaiting: log.mostWaiting,
    negotiations: log.exchanges.size,
    capped: log.capped.size,
  }
}

function wrongAccount(account: Account, log: Pick<Log, 'sent' | 'ends'>): readonly string[] {
  return [...wrongSent(account, log), ...wrongHeard(account, log), ...wrongOrder(account, log)]
}

function wrongSent({ accepted, copies, refused, thread }: Account, { sent }: Pick<Log, 'sent'>): readonly string[] {
  const own = [...sent.values()].filter(({ from, kind }) => from === thread && talk.has(kind))
  const missing = [...accepted].filter((id) => sent.get(id)?.from !== thread)
  const said = accepted.size + copies
  return [
    ...missing.map((id) => `${thread} was told that ${id} was accepted; it is not in the log`),
    ...(own.length === said ? [] : [`${thread} was told of ${said} accepted messages, the log has ${own.length}`]),
    ...(refused.has('') ? [`${thread} was refused without a word`] : []),
  ]
}

function wrongHeard({ heard, thread }: Account, { ends, sent }: Pick<Log, 'sent' | 'ends'>): readonly string[] {
  const seen = new Set<string>()
  const wrong: string[] = []
  for (const { id } of heard) {
    if (seen.has(id)) wrong.push(`${thread} was given ${id} twice`)
    if (sent.get(id)?.to !== thread) wrong.push(`${thread} was given ${id}, which is not its own`)
    if (ends.get(id) !== 'message.read') wrong.push(`${thread} was given ${id}, which the log says nothing of`)
    seen.add(id)
  }
  for (const [id, { to }] of sent) {
    if (to === thread && ends.get(id) === 'message.read' && !seen.has(id)) wrong.push(`${thread} was never given ${id}`)
  }
  return wrong
}

/** Each sender's messages to it: as they were numbered, without a gap but for what had expired. */
function wrongOrder({ heard, thread }: Account, { ends, sent }: Pick<Log, 'sent' | 'ends'>): readonly string[] {
  const expected = new Map<string, number[]>()
  for (const { from, id, number, to } of sent.values()) {
    if (to !== thread || ends.get(id) !== 'message.read') continue
    const pair = from ?? 'host'
    expected.set(pair, [...(expected.get(pair) ?? []), number])
  }
  const got = Map.groupBy(heard, ({ from }) => from?.thread ?? 'host')
  return [...got].flatMap(([from, mail]) => {
    const at = mail.findIndex(({ number }, index) => number !== expected.get(from)?.[index])
    return at < 0 ? [] : [`${thread} was given message ${mail[at]?.number} of ${from} out of order`]
  })
}
