import type { StoredEvent } from '../../../../shared/domain/event.ts'
import type { AgentChoice, PermissionOption } from '../../../../shared/domain/thread/state.ts'
import { answerWords, eventWords } from '../../../lib/event-words/event-words.ts'
import { type EventWords, say } from '../../../lib/event-words/words-for.ts'

/** One line of the chain, newest first; what merely tells how work went on is folded into one. */
export type WhyItem =
  | {
      readonly kind: 'event'
      readonly sequence: number
      readonly at: number
      readonly by: StoredEvent['actor']
      /** The event that led to it, if that is among those shown. */
      readonly cause: { readonly sequence: number; readonly text: string } | null
      readonly words: EventWords
    }
  | {
      readonly kind: 'progress'
      readonly sequence: number
      readonly at: number
      readonly count: number
      /** The newest of them. */
      readonly words: EventWords
    }

/** `nameOf` an agent is what people call it. */
export function whyItems(events: readonly StoredEvent[], nameOf: NameOf): readonly WhyItem[] {
  const known = wordsOf(events, nameOf)
  const items: WhyItem[] = []
  for (const { sequence, at, actor, cause } of events) {
    const words = known.get(sequence)
    if (words === undefined) continue
    const last = items.at(-1)
    if (words.minor !== true) {
      items.push({ kind: 'event', sequence, at, by: actor, cause: causeOf(cause, known), words })
    } else if (last?.kind === 'progress') {
      items[items.length - 1] = { ...last, count: last.count + 1 }
    } else {
      items.push({ kind: 'progress', sequence, at, count: 1, words })
    }
  }
  return items
}

function causeOf(sequence: number | null, known: ReadonlyMap<number, EventWords>) {
  const words = sequence === null ? undefined : known.get(sequence)
  return sequence === null || words === undefined || words.minor === true ? null : { sequence, text: words.text }
}

type NameOf = (agent: AgentChoice) => string

function wordsOf(events: readonly StoredEvent[], nameOf: NameOf): ReadonlyMap<number, EventWords> {
  const options = offered(events)
  return new Map(
    events.map(({ sequence, event }) => {
      if (event.type === 'thread.dispatched') {
        return [sequence, say(`Dispatched to ${nameOf(event.agent)}`, event.title)]
      }
      if (event.type !== 'thread.permission-answered') return [sequence, eventWords(event)]
      const { request, option, reason } = event
      // Without the request at hand nothing is said about what the option was.
      if (option !== null && !options.has(`${request}/${option}`)) return [sequence, eventWords(event)]
      return [sequence, answerWords(options.get(`${request}/${option}`), reason)]
    }),
  )
}

function offered(events: readonly StoredEvent[]): ReadonlyMap<string, PermissionOption> {
  const options = new Map<string, PermissionOption>()
  for (const { event } of events) {
    if (event.type !== 'thread.permission-asked') continue
    for (const option of event.request.options) options.set(`${event.request.id}/${option.id}`, option)
  }
  return options
}
