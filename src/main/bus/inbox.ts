import type { DomainEvent } from '../../shared/domain/event.ts'
import type { Model } from '../../shared/domain/model.ts'
import type { Message } from '../../shared/domain/peers/state.ts'
import type { Thread } from '../../shared/domain/thread/state.ts'
import type { MessageId, ThreadId } from '../../shared/kernel/ids.ts'
import type { BusEngine } from './bus-engine.ts'
import { perform } from './perform.ts'

/** What may be handed over at once: never more messages than this, and no further one once the text is that long. */
export interface Portion {
  readonly messages: number
  readonly units: number
}

export type Pick = (model: Model) => readonly Message[]

/** Answers that are kept for calls that are repeated. */
const rememberedCalls = 64

/**
 * Hands waiting messages over in answers of tools, each of them once: what a turn is given, or another call has fetched
 * in the meantime, is left out.
 */
export class Inbox {
  readonly #engine: BusEngine
  /** Calls of one thread take one after the other. */
  readonly #last = new Map<ThreadId, Promise<unknown>>()
  /** An answer may get lost on its way: the call that is sent again gets what the first one took. */
  readonly #taken = new Map<string, readonly Message[]>()

  constructor(engine: BusEngine) {
    this.#engine = engine
  }

  /** The oldest that wait. */
  oldest(thread: ThreadId, portion: Portion): Pick {
    return (model) => firstOf(waitingOf(model, thread), portion)
  }

  /** Takes what `pick` chooses, as one that the thread has read. */
  take(thread: Thread, key: string, pick: Pick): Promise<readonly Message[]> {
    const taken = (this.#last.get(thread.id) ?? Promise.resolve()).then(() => this.#take(thread, key, pick))
    const settled = taken.catch(() => undefined)
    this.#last.set(thread.id, settled)
    void settled.then(() => {
      if (this.#last.get(thread.id) === settled) this.#last.delete(thread.id)
    })
    return taken
  }

  async #take(thread: Thread, key: string, pick: Pick): Promise<readonly Message[]> {
    const name = `${thread.id}/${key}`
    const before = this.#taken.get(name)
    if (before !== undefined) return before
    const chosen = pick(this.#engine.model)
    if (chosen.length === 0) return []
    const payload = { by: thread.id, messages: chosen.map(({ id }) => id) }
    const done = await perform(this.#engine, { thread, key, part: 'read' }, { type: 'peers.read', payload })
    const read = new Set(done.ok ? done.value.flatMap(readIn) : [])
    const taken = chosen.filter(({ id }) => read.has(id))
    this.#remember(name, taken)
    return taken
  }

  #remember(name: string, taken: readonly Message[]): void {
    if (taken.length === 0) return
    this.#taken.set(name, taken)
    const [oldest] = this.#taken.keys()
    if (this.#taken.size > rememberedCalls && oldest !== undefined) this.#taken.delete(oldest)
  }
}

function readIn(event: DomainEvent): readonly MessageId[] {
  return event.type === 'message.read' ? [event.id] : []
}

/** Those that are in no prompt, oldest first. */
export function* waitingOf(model: Model, thread: ThreadId): Iterable<Message> {
  for (const message of model.message.within(thread)) if (message.state.kind === 'accepted') yield message
}

/** At least one, however long it is. */
function firstOf(waiting: Iterable<Message>, { messages, units }: Portion): readonly Message[] {
  const chosen: Message[] = []
  let length = 0
  for (const message of waiting) {
    length += message.text.length
    if (chosen.length > 0 && length > units) break
    chosen.push(message)
    if (chosen.length === messages) break
  }
  return chosen
}
